// Rules and calendar change while a case runs: it keeps what it was promised, what is late goes to
// the office that the rules name, and nobody moves it onto other rules in silence.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { expectCode, folder, kRoot, kScenarios, lines, play, sql, url } from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const members = Array.from({ length: 11 }, (_, i) => `m${i + 1}`);

// A file of config with some of its text replaced.
function written(name, from, ...replacements) {
  let text = readFileSync(join(kRoot, 'config', from), 'utf8');
  for (const [old, now] of replacements) {
    assert.ok(text.includes(old), old);
    text = text.replace(old, now);
  }
  const file = join(place, name);
  writeFileSync(file, text);
  return file;
}

// The next version gives the check of the budget less time, the one after it wants one more reserve.
const next = written('next.yaml', 'rules/karaj.yaml', ['version: 1', 'version: 2'],
  ['budget: {length: {working_days: 5}', 'budget: {length: {working_days: 3}']);
const other = written('other.yaml', 'rules/karaj.yaml', ['version: 1', 'version: 3'],
  ['reserves: 2', 'reserves: 3']);
// 18 Mehr is announced as a holiday.
const calendar = written('iran.yaml', 'calendars/iran.yaml', ['  - {date: "2022-10-14"',
  '  - {date: "2022-10-10", name: {fa: "تعطیل", en: "Dust"}}\n  - {date: "2022-10-14"']);

const story = join(place, 'change.yaml');
writeFileSync(story, `story: change
origin: gozin.karaj.example
city: کرج
starts: 1401-07-02 08:00
include: [${kScenarios}/../cities/karaj.yaml]

steps:
  - {at: 1401-07-06 09:00, by: nasrin, as: department_officer, do: open_case, with: {post: $post, ruleset: $rules}, name: case}
  - {by: nasrin, as: department_officer, do: describe_vacancy, on: $case, with: {route: full, budget_line: $line, yearly_cost: 3600000000, justification: "-"}}
  - {by: nasrin, as: department_officer, do: submit_vacancy, on: $case}
  - {at: 1401-07-07 10:00, by: houman, as: administrative_affairs, do: confirm_establishment, on: $case}

  # Finance is late: reminded on the way, then the mayor may step in, and nobody before.
  - {at: 1401-07-11 10:00, by: keyvan, as: mayor, do: extend_deadline, on: $case, with: {name: stage.budget, due: 1401-07-30 20:00, reason: "-"}, refused: deadline_must_be_escalated_to_office}
  - {at: 1401-07-14 10:00, by: shirin, as: inspectorate, do: extend_deadline, on: $case, with: {name: stage.budget, due: 1401-07-30 20:00, reason: "-"}, refused: deadline_must_be_escalated_to_office}
  - {by: keyvan, as: mayor, do: extend_deadline, on: $case, with: {name: stage.budget, due: 1401-07-16 20:00, reason: "ردیف در کمیسیون است"}, expect: [DeadlineExtended]}
  - {at: 1401-07-16 09:00, by: leila, as: finance, do: confirm_budget, on: $case, expect: [VacancyAuthorised]}

  # A day becomes a holiday.
  - {by: operator, do: adopt_calendar, on: log, with: {calendar: {file: ${calendar}}}}

  # The council votes on the next version; the case was opened under the first.
  - {by: operator, do: propose_rule_set, with: {document: {file: ${next}}}, name: next}
  - {by: parvin, as: body_secretary, do: approve_rule_set, on: $next, with: {resolution: "1"}, refused: resolution_must_be_voted_on}
  - {by: parvin, as: body_secretary, do: put_rule_set_in_force, on: $next, with: {from: 1401-07-25, supersedes: $rules}, refused: phase_must_allow_event}
  - {by: parvin, as: body_secretary, do: call_session, with: {body: $council, number: 90, starts: 1401-07-20 09:00, ruleset: $rules}, name: meeting}
  - {by: parvin, as: body_secretary, do: add_agenda_item, on: $meeting, with: {title: "آیین‌نامه", about: $next}}
${members.map((member, i) => `  - {${i ? '' : 'at: 1401-07-20 09:00, '}by: parvin, as: body_secretary, do: record_attendance, on: $meeting, with: {member: $${member}, presence: arrived}}`).join('\n')}
  - {by: parvin, as: body_secretary, do: open_session, on: $meeting}
  - {by: parvin, as: body_secretary, do: put_rule_set_to_vote, on: $next, with: {session: $meeting}}
  - {by: parvin, as: body_secretary, do: record_attendance, on: $meeting, with: {member: $m11, presence: left}}
  - {by: m11, as: body_member, do: vote_on_rule_set, on: $next, with: {choice: yes}, refused: voter_on_rules_must_be_in_the_room}
  - {by: [m1, m2, m3, m4, m5, m6, m7], as: body_member, do: vote_on_rule_set, on: $next, with: {choice: yes}}
  - {by: parvin, as: body_secretary, do: close_rule_set_vote, on: $next, with: {resolution: "1401/90/1"}, refused: chair_must_close_unfinished_vote_on_rules}
  - {by: m1, as: body_chair, do: close_rule_set_vote, on: $next, with: {resolution: "1401/90/1", reason: "وقت تنگ است"}, refused: unfinished_vote_on_rules_must_have_its_quorum}
  - {by: [m8, m9], as: body_member, do: vote_on_rule_set, on: $next, with: {choice: yes}}
  - {by: m1, as: body_chair, do: close_rule_set_vote, on: $next, with: {resolution: "1401/90/1", reason: "سه بار فراخوانده شدند"}, expect: [BallotClosed, RuleSetApproved]}
  - {by: parvin, as: body_secretary, do: put_rule_set_in_force, on: $next, with: {from: 1401-07-21}, refused: earlier_ruleset_must_be_superseded}
  - {by: parvin, as: body_secretary, do: put_rule_set_in_force, on: $next, with: {from: 1401-07-20, supersedes: $rules}, expect: [RuleSetInForce, RuleSetSuperseded]}

  # What is not published yet goes on under the next version by an act of its own.
  - {by: houman, as: administrative_affairs, do: appoint_panel, on: $case, with: {chair: $p1, members: [$p1, $p2, $p3, $p4, $p5], reserves: [$p6, $p7]}}
  - {by: houman, as: administrative_affairs, do: publish_vacancy, on: $case, refused: ruleset_must_be_in_force}
  - {by: houman, as: administrative_affairs, do: migrate_rule_set, on: $case, with: {ruleset: $next, reason: "آیین‌نامه تازه لازم‌الاجرا شد"}, expect: [RuleSetMigrated, NoticeAttempted]}
  - {by: p1, as: assessor, do: acknowledge_notice, on: $case, with: {notice: ruleset}, expect: [NoticeServed]}
  - {by: p1, as: assessor, do: acknowledge_notice, on: $case, with: {notice: ruleset}, refused: notice_must_be_given}
  - {by: houman, as: administrative_affairs, do: publish_vacancy, on: $case, expect: [VacancyPublished]}
`);

describe('rules and calendar that change while a case runs', () => {
  let played;
  before(() => { played = play(story, log, '--json'); });
  const told = (type) => lines(played.out).map((line) => JSON.parse(line))
    .filter((event) => event.type === type);
  const named = (type, name) => told(type).filter(({ data }) => data.name === name);

  test('remind of a deadline at the start of the day that the rules name', () => {
    // 6 Mehr and five working days are 12 Mehr; two before it is 10 Mehr, in Tehran's time.
    const [reminded, ...more] = named('DeadlineReminded', 'stage.budget');
    assert.equal(reminded.recorded, '2022-10-01T20:30:00.000Z');
    assert.deepEqual(more, []);
    assert.deepEqual(named('DeadlineReminded', 'stage.establishment'), []);
  });

  test('let the mayor step in where a deadline is missed', () => {
    const [missed] = named('DeadlineMissed', 'stage.budget');
    assert.equal(missed.data.escalated_to, 'mayor');
    const [extended] = named('DeadlineExtended', 'stage.budget');
    assert.equal(extended.role, 'mayor');
  });

  test('count an open deadline anew when a day becomes a holiday', () => {
    const [recounted, ...more] = told('DeadlineRecounted');
    assert.equal(recounted.data.name, 'stage.authorised');
    // From 16 Mehr five working days are 21 Mehr, without 18 Mehr 23 Mehr: the 22nd is a Friday.
    assert.equal(recounted.data.due, '2022-10-15T20:29:59.999Z');
    assert.equal(recounted.actor, 'clock');
    assert.deepEqual(more, []);
  });

  test('give notice of other rules to everybody in the case, who proves it by opening it', () => {
    const notices = told('NoticeAttempted');
    assert.equal(notices.length, 7);
    assert.ok(notices.every(({ data }) => data.notice === 'ruleset' && data.channel === 'inbox'));
    assert.equal(told('NoticeServed').length, 1);
    const waiting = sql(log, "select task from task where command = 'acknowledge_notice'");
    assert.equal(waiting.length, 6);
  });

  test('judge the case by the version it was published under', () => {
    const [published] = told('VacancyPublished');
    const { items } = JSON.parse(expectCode(0, ['rules', 'list', '--json', '--db', url(log)]).out);
    assert.equal(published.data.rules, items.find(({ version }) => version === 2).hash);
    assert.deepEqual(items.map(({ state }) => state), ['Superseded', 'InForce']);
    const [id] = lines(played.err)[0].split('\t');
    assert.match(expectCode(0, ['replay', id, '--db', url(log)]).out, /Replay and live state agree/);
    expectCode(0, ['log', 'verify', '--db', url(log)]);
  });

  test('say what the panel would have to be under rules that change it', () => {
    assert.match(expectCode(0, ['rules', 'diff', next, other, '--lang', 'en']).out, /\/panel\/reserves: 2 → 3/);
  });
});
