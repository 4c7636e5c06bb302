// The stories of config/scenarios from their first event to where they end, and what they tell.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import {
  environment, expectCode, folder, kProgram, kScenarios, lines, play, sql, url,
} from './support.mjs';

// Where the cases of each story stand at its end; the first has a decree.
const kStories = {
  'karaj-1401': ['Appointed'],
  'baqershahr-deputy': ['Appointed'],
  'interference': ['Appointed'],
  'mayor-election': ['Appointed'],
  'objection-upheld': ['Appointed'],
  'quorum-deadlock': ['Appointed'],
  'captured-assessor': ['Appointed'],
  'override': ['Appointed'],
  'paper-ballot': ['Appointed'],
  'binding-consent': ['Appointed'],
  'show-of-hands': ['Appointed'],
  'court-stay': ['Annulled', 'Nominating'],
  'remand': ['Annulled', 'Appointed'],
  'acting-head': ['Appointed', 'Appointed', 'Cancelled'],
  'erasure': ['Appointed'],
};
const place = folder();
const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');
const file = (story) => join(place, `${story}.db`);

// What the same story must lead to every time: ids, times and salts are new each time.
function compareWithGolden(story, events) {
  const golden = join(import.meta.dirname, 'golden', `${story}.txt`);
  const text = events.map((event) => `${event.type} ${event.role}\n`).join('');
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
  assert.equal(text, readFileSync(golden, 'utf8'),
    `the events of ${story} are others than in ${basename(golden)}; UPDATE_GOLDEN=1 rewrites it`);
}

for (const [story, ends] of Object.entries(kStories))
  describe(story, () => {
    const db = file(story);
    let played;
    let id;
    let decided;

    test('prints one line an event and ends as it is told', () => {
      played = play(join(kScenarios, `${story}.yaml`), db);
      const recorded = sql(db, 'select seq, type, stream from event order by seq');
      const printed = lines(played.out).map((line) => line.split('\t'));
      assert.deepEqual(printed.map(([seq, , , stream]) => `${seq} ${stream}`),
        recorded.map(({ seq, stream }) => `${seq} ${stream}`));
      const cases = lines(played.err).map((line) => line.split('\t'));
      assert.deepEqual(cases.map(([, state]) => state).sort(), ends);
      decided = cases.filter(([, state]) => state === ends[0]).map(([one]) => one);
      [id] = decided;
      for (const [one, , title] of cases) {
        assert.match(one, /^case\//);
        assert.ok(title);
      }
    });

    // T27: decrees are numbered behind the register on paper, each number once.
    test('goes on behind the last decree on paper', () => {
      const ascii = (text) => text.replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0);
      const told = (type) => sql(db, `select json_extract(body, '$.data') as data from event
        where type = '${type}' order by seq`).map(({ data }) => JSON.parse(data));
      const [opened] = told('DecreeSeriesOpened');
      const stem = ascii(opened.last).replace(/[0-9]+$/, '');
      const counts = {};
      for (const { number, count } of told('DecreeNumberTaken').filter((one) => one.count)) {
        const prefix = number.slice(0, -String(count).length);
        counts[prefix] ??= prefix === stem ? opened.next : 1;
        assert.equal(count, counts[prefix]++, number);
      }
      assert.ok(Object.keys(counts).length > 0);
    });

    // T30: the log alone gives the state again.
    test('replays to the live state', () => {
      const replayed = expectCode(0, ['replay', id, '--db', url(db)]);
      assert.match(replayed.out, /Replay and live state agree/);
      const steps = lines(expectCode(0, ['replay', id, '--json', '--db', url(db)]).out)
        .map((line) => JSON.parse(line));
      const end = steps.pop();
      assert.deepEqual(end.differs, []);
      assert.equal(end.events, steps.length);
      const { out } = expectCode(0, ['case', 'list', '--json', '--db', url(db)]);
      const shown = JSON.parse(out).items.find((item) => item.id === id);
      assert.equal(shown.state, ends[0]);
      assert.deepEqual(end.position, shown.position);
    });

    test('shows its decree as a text, and with --json as the document it is', () => {
      const headings = decided.map((one) => {
        const shown = expectCode(0, ['case', 'show', one, '--db', url(db)]).out;
        assert.doesNotMatch(shown, /[<>]|&amp;/);
        return shown.match(/^حکم (انتصاب|سرپرستی)$/m)?.[1];
      });
      assert.deepEqual(headings.sort(), story === 'acting-head' ? ['انتصاب', 'سرپرستی'] : decided.map(() => 'انتصاب'));
      const { decree } = JSON.parse(expectCode(0, ['case', 'show', id, '--json', '--db', url(db)]).out);
      assert.match(decree, /^<!DOCTYPE html>/);
    });

    test('leaves a log that verifies', () => {
      expectCode(0, ['log', 'verify', '--db', url(db)]);
    });

    test('prints with --json one object a line, the events of the golden file', () => {
      const again = join(place, `${story}-json.db`);
      const events = lines(play(join(kScenarios, `${story}.yaml`), again, '--json').out)
        .map((line) => JSON.parse(line));
      assert.deepEqual(events.map(({ seq, stream, rev, type }) => ({ seq, stream, rev, type })),
        sql(again, 'select seq, stream, rev, type from event order by seq'));
      assert.ok(events.every((event) => event.data && event.recorded && event.actor));
      compareWithGolden(story, events);
    });
  });

// --- what each of them tells ---

const types = (story) => sql(file(story), 'select type from event order by seq').map((row) => row.type);

// The events of a type with who recorded them, when, and what they say.
function events(story, type) {
  return sql(file(story), `select body from event where type = '${type}' order by seq`)
    .map(({ body }) => JSON.parse(body));
}

const told = (story, type) => events(story, type).map(({ data }) => data);
const only = (story, type) => {
  const found = told(story, type);
  assert.equal(found.length, 1, `${found.length} of ${type} in ${story}`);
  return found[0];
};
const scores = ({ ranking }) => Object.fromEntries(ranking.map((one) => [one.nominee, one.score]));

// A story stops where a refusal does not come, so those in its text were given.
function expectRefused(story, ...reasons) {
  const text = readFileSync(join(kScenarios, `${story}.yaml`), 'utf8');
  const tried = new Set([...text.matchAll(/refused: (\w+)/g)].map(([, reason]) => reason));
  assert.deepEqual(reasons.filter((reason) => !tried.has(reason)), []);
}

test('a refusal that does not come ends a story with 1', () => {
  const text = readFileSync(join(kScenarios, 'override.yaml'), 'utf8')
    .replaceAll('beginnings/', `${kScenarios}/beginnings/`)
    .replace('refused: override_must_leave_permitted_set', 'refused: reason_must_be_given');
  const other = join(place, 'other.yaml');
  writeFileSync(other, text);
  const { err } = expectCode(1, ['run', other, '--db', url(join(place, 'other.db'))]);
  assert.match(err, /other\.yaml:\d+: .*override_must_leave_permitted_set.*reason_must_be_given/);
});

describe('objection-upheld', () => {
  const story = 'objection-upheld';

  test('counts the time from the service of the notice (T12)', () => {
    const [excluded] = events(story, 'NomineeExcluded');
    const [served] = events(story, 'NoticeServed');
    const [raised] = events(story, 'ObjectionRaised');
    // Two working days from the exclusion end on the 25th, from the service on the 28th.
    assert.deepEqual([excluded, served, raised].map(({ recorded }) => recorded.slice(0, 10)),
      ['2023-10-23', '2023-10-25', '2023-10-28']);
    expectRefused(story, 'service_must_be_proven', 'notice_channel_must_count_as_service',
      'objection_periods_must_have_passed', 'objector_must_be_concerned', 'cited_condition_must_be_unmet');
  });

  test('is upheld by somebody who did not exclude her (T24)', () => {
    assert.equal(events(story, 'NomineeReadmitted')[0].role, 'objections_officer');
    assert.notEqual(events(story, 'NomineeReadmitted')[0].actor, events(story, 'NomineeExcluded')[0].actor);
    expectRefused(story, 'actor_must_hold_one_duty', 'role_must_permit_command');
  });

  test('lets her in at screening, and leaves the scores of the others alone (T8)', () => {
    const readmitted = only(story, 'NomineeReadmitted');
    assert.equal(readmitted.step, 'screening');
    const after = only(story, 'ReadmissionConcluded');
    const { [readmitted.nominee]: hers, ...others } = scores(after);
    assert.deepEqual(others, scores(only(story, 'RankingEstablished')));
    assert.equal(hers, '38/9');
    assert.equal(after.ranking.findIndex(({ nominee }) => nominee === readmitted.nominee), 1);
    assert.deepEqual(after.permitted, after.ranking.slice(0, 3).map(({ nominee }) => nominee));
    expectRefused(story, 'excluded_nominee_must_be_screened_first', 'assessor_must_have_declared',
      'nominee_must_be_the_readmitted_one', 'sheets_must_all_be_in', 'phase_must_allow_event');
  });

  test('ends with her appointment', () => {
    const selected = only(story, 'PersonSelected');
    assert.equal(selected.nominee, only(story, 'NomineeReadmitted').nominee);
    assert.equal(only(story, 'DecreePublished').person, selected.person);
  });
});

describe('quorum-deadlock', () => {
  const story = 'quorum-deadlock';

  test('lets reserves in by their order, for one nominee too, and keeps to the least (T5, T6)', () => {
    assert.deepEqual(told(story, 'AssessorReplaced').map(({ nominee }) => nominee !== undefined),
      [false, true, true]);
    const sheets = {};
    for (const { nominee } of told(story, 'ScoreSheetRevealed'))
      sheets[nominee] = (sheets[nominee] ?? 0) + 1;
    assert.deepEqual(Object.values(sheets).sort(), [2, 3, 3]);
    expectRefused(story, 'conflict_must_lead_to_recusal', 'nominee_must_have_enough_assessors',
      'assessor_must_be_recused_or_late', 'reserve_must_be_available');
  });

  test('hands the question to the body that the rules name (T17)', () => {
    assert.deepEqual(told(story, 'CaseReferred').map(({ gate, body }) => `${gate} ${body}`), [
      'commission_opinion body/culture_commission', 'commission_opinion body/city_council',
      'council_consent body/city_council']);
    expectRefused(story, 'ballot_must_be_held_by_fallback_body', 'fallback_must_be_needed');
  });

  test('counts those who stepped back where nobody stands above (T16, T17)', () => {
    assert.deepEqual(told(story, 'BallotOpened').map(({ fallback, quorum, recused }) => (
      { fallback, quorum, recused: recused.length })), Array(2).fill(
      { fallback: true, quorum: { have: 9, met: true, needed: 6 }, recused: 4 }));
    assert.deepEqual(told(story, 'BallotClosed').map(({ yes, no, outcome }) => [yes, no, outcome]),
      [[3, 2, 'carried'], [4, 1, 'carried']]);
    assert.equal(only(story, 'RecusalRuled').upheld, false);
    expectRefused(story, 'voter_must_not_be_recused', 'members_present_must_declare_interests');
  });
});

describe('captured-assessor', () => {
  const story = 'captured-assessor';

  test('says on whom the first place hangs, and so does the calculator (T9)', () => {
    const { ranking, pivotal } = only(story, 'RankingEstablished');
    const captured = events(story, 'ScoreSheetSealed')[3].actor;
    const best = only(story, 'PersonSelected').nominee;
    assert.deepEqual(pivotal, [captured]);
    assert.deepEqual(ranking.map(({ score }) => score), ['179/45', '146/45', '134/45']);
    const { weights } = only(story, 'VacancyPublished');
    const sheets = told(story, 'ScoreSheetRevealed')
      .map(({ assessor, nominee, levels }) => ({ assessor, nominee, levels }));
    const input = JSON.stringify(
      { criteria: Object.entries(weights).map(([id, weight]) => ({ id, weight })), sheets });
    const computed = JSON.parse(expectCode(0, ['calc', 'panel', '-'], { input }).out);
    assert.deepEqual(computed.pivotal, [captured]);
    assert.deepEqual(computed.leave_one_out[captured].order.flat()[0], best);
    assert.deepEqual(computed.mean.order.flat(), ranking.map(({ nominee }) => nominee));
  });

  test('stands still until the chair has noted it (T8, T9)', () => {
    const noted = events(story, 'AnalysisNoted');
    assert.equal(noted.length, 1);
    assert.equal(noted[0].role, 'panel_chair');
    assert.deepEqual(noted[0].data.pivotal, only(story, 'RankingEstablished').pivotal);
    const order = types(story);
    assert.ok(order.indexOf('AnalysisNoted') < order.indexOf('ShortlistConfirmed'));
    assert.equal(order.includes('ScoreRevised'), false);
    expectRefused(story, 'analysis_must_be_noted', 'actor_must_chair_the_panel',
      'score_must_be_the_assessors_own', 'text_must_be_given');
  });
});

describe('override', () => {
  const story = 'override';

  test('is an act of its own, counted, for somebody outside the three (T25)', () => {
    const overridden = only(story, 'SelectionOverridden');
    const { permitted } = only(story, 'ShortlistConfirmed');
    const { ranking } = only(story, 'RankingEstablished');
    assert.equal(permitted.includes(overridden.nominee), false);
    assert.equal(ranking.at(-1).nominee, overridden.nominee);
    assert.deepEqual([overridden.count, ranking.length], [1, 4]);
    const [counted] = events(story, 'OverrideCounted');
    assert.deepEqual([counted.stream, counted.data.count], [`person/${overridden.decider}`, 1]);
    assert.deepEqual(told(story, 'PersonSelected'), []);
    assert.equal(only(story, 'DecreePublished').person, overridden.person);
  });

  test('is refused without declaration, reason, hand or need (T6, T24, T25)', () => {
    expectRefused(story, 'decider_must_declare_interests', 'declaration_must_cover_every_candidate',
      'selection_must_stay_in_permitted_set', 'override_must_leave_permitted_set',
      'nominee_must_be_in_the_running', 'reason_must_be_given', 'role_must_permit_command',
      'office_must_act_in_person', 'candidate_must_be_permitted');
  });

  test('stands in the decree by its reasons, and the council is given an account of it', () => {
    const [{ stream, data: overridden }] = events(story, 'SelectionOverridden');
    const shown = expectCode(0, ['case', 'show', stream, '--db', url(file(story))]).out;
    assert.ok(shown.includes(overridden.reason.commitment));
    const [asked] = events(story, 'AccountRequested');
    const [given] = events(story, 'AccountGiven');
    assert.equal(given.actor, overridden.decider);
    assert.ok(given.recorded < asked.data.due);
  });
});

describe('show-of-hands', () => {
  const story = 'show-of-hands';
  // What clerks wrote down, each act by its first event.
  const written = () => events(story, 'BallotCast').concat(events(story, 'NominationReceived'),
    events(story, 'NominationConsented'), events(story, 'NominationWithdrawn'),
    events(story, 'InterestDeclared')).filter(({ channel }) => channel === 'clerk');

  test('has a second person for every act that was written down (T16)', () => {
    const spoken = new Map();
    for (const { actor, data } of events(story, 'TranscriptionConfirmed'))
      for (const act of data.acts) spoken.set(act, { actor, scan: data.scan });
    for (const { actor, data } of events(story, 'TranscriptionDisputed'))
      spoken.set(data.act, { actor, disputed: true });
    const acts = written().filter(({ seq }) => spoken.has(seq));
    assert.equal(acts.length, spoken.size);
    assert.equal(acts.length, 9);
    for (const { seq, actor, behalf } of acts) {
      const second = spoken.get(seq);
      assert.ok(![actor, behalf].includes(second.actor));
      assert.ok(second.disputed || /^[0-9a-f]{64}$/.test(second.scan));
    }
    // The other event of the declaration at the table belongs to the same act.
    assert.equal(written().length, acts.length + 1);
  });

  test('voids the ballot with a hand that was never raised, and counts the next one', () => {
    const [first, second] = told(story, 'BallotOpened');
    assert.equal(only(story, 'BallotVoided').ballot, first.ballot);
    const [counted] = told(story, 'BallotClosed');
    assert.equal(counted.ballot, second.ballot);
    assert.deepEqual([counted.roll, counted.yes, counted.no], [3, 2, 1]);
    expectRefused(story, 'transcription_must_be_confirmed_first',
      'transcription_must_be_confirmed_by_another_person',
      'transcription_must_be_confirmed_by_its_office',
      'transcription_must_be_confirmed_by_somebody_neutral',
      'ballot_must_be_voided_for_a_disputed_vote', 'assessor_must_score_in_person');
  });

  test('says so in the dossier', () => {
    const db = file(story);
    const [{ id }] = JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(db)]).out).items;
    const { content } = JSON.parse(expectCode(0, ['case', 'dossier', id, '--db', url(db), '--json']).out);
    const points = content.checklist.flatMap((item) => item.points);
    const asked = points.find(({ point }) => point === 'transcriptions_were_confirmed');
    assert.equal(asked.verdict, 'pass');
    assert.equal(asked.evidence.length, 7 + told(story, 'TranscriptionConfirmed').length + 2);
    const disputed = content.deviations.filter(({ type }) => type === 'TranscriptionDisputed');
    assert.equal(disputed.length, 2);
    const hands = JSON.stringify(content.review).match(/"transcription":"\w+"/g);
    assert.deepEqual([...new Set(hands)].sort(),
      ['"transcription":"confirmed"', '"transcription":"disputed"']);
  });
});

describe('paper-ballot', () => {
  const story = 'paper-ballot';

  test('voids the ballot whose papers are not the roll, and counts the next one (T14)', () => {
    const [first, second] = told(story, 'BallotOpened').filter(({ medium }) => medium === 'paper');
    assert.equal(only(story, 'BallotVoided').ballot, first.ballot);
    const counted = only(story, 'PaperBallotCounted');
    assert.equal(counted.ballot, second.ballot);
    const { roll, yes, no, abstain, blank, spoiled } = counted;
    assert.deepEqual([roll, yes, no, abstain, blank, spoiled], [7, 4, 2, 0, 1, 0]);
    assert.deepEqual([counted.majority, counted.quorum, counted.outcome],
      [{ have: 4, met: true, needed: 4 }, { have: 7, met: true, needed: 6 }, 'carried']);
    const papers = told(story, 'PaperCountEntered')
      .map((count) => count.yes + count.no + count.abstain + count.blank + count.spoiled);
    assert.deepEqual(papers, [7, 8, 8, 7, 7]);
  });

  test('enters no choice for anybody (T14)', () => {
    const ballots = told(story, 'BallotOpened').filter(({ medium }) => medium === 'paper')
      .map(({ ballot }) => ballot);
    const cast = told(story, 'BallotCast').filter(({ ballot }) => ballots.includes(ballot));
    assert.equal(cast.length, 14);
    assert.ok(cast.every(({ choice }) => choice === undefined));
  });

  test('is counted by two and confirmed by a third (T16, T24)', () => {
    const [confirmed] = events(story, 'PaperBallotCounted');
    assert.equal(confirmed.role, 'body_chair');
    assert.equal(new Set([...confirmed.data.tellers, confirmed.actor]).size, 3);
    expectRefused(story, 'tellers_must_agree', 'tellers_must_be_two', 'teller_must_be_neutral',
      'teller_must_be_named', 'roll_must_be_open', 'voter_must_be_present_at_opening',
      'voter_must_not_be_recused', 'voter_must_not_have_voted', 'ballot_must_be_electronic');
  });
});

describe('binding-consent', () => {
  const story = 'binding-consent';

  test('gives the post to whom the council consents to, not to the first in rank (T19)', () => {
    const [first, second] = only(story, 'RankingEstablished').ranking.map(({ nominee }) => nominee);
    assert.equal(only(story, 'BodyRejected').nominee, first);
    assert.deepEqual(told(story, 'BodyApproved').map(({ nominee }) => nominee), [second, second]);
    const selected = only(story, 'PersonSelected');
    assert.equal(selected.nominee, second);
    assert.equal(only(story, 'DecreePublished').person, selected.person);
    expectRefused(story, 'candidate_must_not_have_been_rejected',
      'selected_must_have_passed_binding_gates', 'shortlist_question_must_be_for_advice');
  });

  test('waits until the resolution is in effect (T19)', () => {
    const sent = told(story, 'ResolutionSent');
    const [effective] = events(story, 'ResolutionEffective');
    assert.equal(sent.length, 2);
    assert.equal(only(story, 'ResolutionObjected').authority, 'conformity_board');
    assert.deepEqual([effective.role, effective.recorded >= sent[1].binds], ['clock', true]);
    assert.ok(effective.recorded < events(story, 'PersonSelected')[0].recorded);
    expectRefused(story, 'phase_must_allow_event', 'case_must_be_under_review');
  });

  test('keeps the votes secret (T14)', () => {
    const secret = told(story, 'BallotOpened').filter(({ secrecy }) => secrecy === 'secret')
      .map(({ ballot }) => ballot);
    const cast = told(story, 'BallotCast').filter(({ ballot }) => secret.includes(ballot));
    assert.deepEqual([secret.length, cast.length], [3, 24]);
    assert.ok(cast.every(({ choice }) => choice === undefined));
    const closed = told(story, 'BallotClosed').filter(({ ballot }) => secret.includes(ballot));
    assert.deepEqual(closed.map(({ yes, no, outcome }) => [yes, no, outcome]),
      [[3, 5, 'failed'], [6, 2, 'carried'], [6, 2, 'carried']]);
    expectRefused(story, 'secret_ballot_must_be_cast_in_person');
  });
});

describe('court-stay', () => {
  const story = 'court-stay';

  test('appoints without a call only on a listed ground, with both checks (T2)', () => {
    assert.equal(only(story, 'DirectAppointmentProposed').ground, 'transfer_of_equal_grade');
    expectRefused(story, 'direct_ground_must_be_listed', 'route_must_have_a_call',
      'transfer_must_keep_the_grade', 'reason_must_be_given', 'phase_must_allow_event');
    assert.equal(only(story, 'DirectAppointmentProposed').grade, 13);
    assert.equal(only(story, 'DirectAppointmentCounted').count, 1);
  });

  test('follows the orders of the court, and nobody else gives any (T24)', () => {
    const orders = events(story, 'AppointmentStayed').concat(events(story, 'StayLifted'),
      events(story, 'CaseAnnulled'));
    assert.deepEqual(orders.map(({ type, role }) => `${type} ${role}`), [
      'AppointmentStayed inspectorate', 'AppointmentStayed inspectorate', 'StayLifted inspectorate',
      'CaseAnnulled inspectorate']);
    assert.ok(orders.every(({ data }) => /^[0-9a-f]{64}$/.test(data.order) && data.authority));
    expectRefused(story, 'appointment_must_be_stayed', 'appointment_must_not_be_stayed',
      'order_must_be_entered_by_an_outsider',
      'role_must_permit_command', 'decree_must_be_unsigned');
  });

  test('frees post and money, so that the vacancy can begin anew (T27)', () => {
    assert.deepEqual(told(story, 'BudgetConfirmed').map(({ available }) => available),
      [7000000000, 7000000000]);
    const [annulled] = events(story, 'CaseAnnulled');
    assert.equal(only(story, 'PostVacated').by, annulled.stream);
    assert.equal(annulled.data.defect_from, undefined, 'nothing of the case can be gone back to');
    expectRefused(story, 'annulment_must_name_a_defect');
    assert.deepEqual(new Set(told(story, 'CaseOpened').map(({ post }) => post)),
      new Set(['post/library_director']));
    expectRefused(story, 'post_must_be_vacant');
  });
});

describe('acting-head', () => {
  const story = 'acting-head';
  const dossier = (id) => {
    const out = join(place, 'acting-head.json');
    expectCode(0, ['case', 'dossier', id, '--db', url(file(story)), '-o', out]);
    return JSON.parse(readFileSync(out, 'utf8')).content;
  };
  const verdict = (content, name) => content.checklist
    .flatMap(({ points }) => points).find(({ point }) => point === name).verdict;
  const acting = () => events(story, 'ActingAppointed')[0].data;

  test('gives the acting head ninety days, and the case of the call a day (T26)', () => {
    const { from, until, ends, days, since, by } = acting();
    assert.deepEqual([from, until, since, days], ['2024-09-22', '2024-12-20', '2024-09-22', 90]);
    assert.equal(ends, '2024-12-20T20:30:00.000Z');
    const owed = events(story, 'DeadlineSet').filter(({ data }) => data.name === 'stage.acting_call');
    assert.deepEqual(owed.map(({ stream }) => stream), [by]);
    const opened = only(story, 'CallOpened');
    assert.ok(types(story).includes('CallOpened') && opened.call !== by);
    assert.deepEqual(events(story, 'DeadlineMissed'), []);
  });

  test('has one holder at any moment, and ends the acting head with the decree of another', () => {
    const post = sql(file(story), "select type from event where stream = 'post/library_director' order by seq")
      .map(({ type }) => type);
    assert.deepEqual(post, ['PostRegistered', 'ActingClaimed', 'ActingAppointed', 'PostClaimed',
      'ActingClaimed', 'ActingReleased', 'PostVacated', 'PostFilled']);
    const [filled] = events(story, 'PostFilled');
    assert.equal(only(story, 'PostVacated').by, filled.data.by);
    assert.equal(only(story, 'CallOpened').call, filled.data.by);
  });

  test('refuses more days, a notice that is none and a choice under an open hint (T2, T26)', () => {
    expectRefused(story, 'acting_days_must_be_left', 'notice_must_be_the_councils',
      'hints_must_be_disposed_of');
    const [hint] = told(story, 'HintRaised');
    assert.equal(hint.kind, 'acting_head');
    assert.equal(only(story, 'HintDisposed').hint, hint.hint);
  });

  test('lists who acted, for how long, and whether they won', () => {
    const asked = (...args) => expectCode(0, ['case', 'acting', ...args, '--db', url(file(story))]);
    const { items } = JSON.parse(asked('--json').out);
    assert.deepEqual(items, [{ post: 'post/library_director', case: acting().by, from: '2024-09-22',
      until: '2024-12-20', since: '2024-09-22', days: 90, call_owed: false, ended: '2024-10-31',
      won: false }]);
    assert.match(asked('--lang', 'en').err, /appointed: 1; appointed themselves: 0/);
  });

  test('answers for both in the dossiers', () => {
    const head = dossier(acting().by);
    assert.equal(verdict(head, 'acting_heads_kept_their_days'), 'pass');
    assert.equal(verdict(head, 'call_followed_the_acting_head'), 'pass');
    assert.equal(head.post.acting[0].days, 90);
    const call = dossier(only(story, 'CallOpened').call);
    assert.equal(verdict(call, 'acting_heads_kept_their_days'), 'not_applicable');
    assert.equal(verdict(call, 'post_was_vacant'), 'pass');
    for (const content of [head, call])
      for (const item of content.checklist)
        assert.notEqual(item.verdict, 'fail', JSON.stringify(item));
  });
});

describe('remand', () => {
  const story = 'remand';
  const taken = () => events(story, 'CaseTakenOver')[0];
  const json = (...args) => lines(expectCode(0, [...args, '--json', '--db', url(file(story))]).out)
    .map((line) => JSON.parse(line));

  test('takes over by reference what was recorded before the review (T30)', () => {
    const { from, through, leaf } = taken().data.takes_over;
    const [annulled] = events(story, 'CaseAnnulled');
    assert.equal(from, annulled.stream);
    assert.equal(annulled.data.defect_from, 'reviewing');
    assert.deepEqual(sql(file(story),
      `select type, leaf from event where stream = '${from}' and rev in (${through}, ${through + 1})`)
      .map((row) => row.type), ['RankingPublished', 'ObjectionsClosed']);
    assert.equal(sql(file(story),
      `select leaf from event where stream = '${from}' and rev = ${through}`)[0].leaf, leaf);
    assert.equal(only(story, 'CaseRemanded').to, taken().stream);
    // Nothing of it is copied: whoever was put forward was put forward once.
    const again = sql(file(story), `select type from event where stream = '${taken().stream}'`)
      .map(({ type }) => type);
    assert.equal(again[0], 'CaseTakenOver');
    for (const type of ['CaseOpened', 'NominationReceived', 'ScoreSheetSealed'])
      assert.ok(types(story).includes(type) && !again.includes(type), type);
  });

  test('replays the second case from the first event of the first', () => {
    const steps = json('replay', taken().stream);
    const end = steps.pop();
    assert.deepEqual(end.differs, []);
    assert.deepEqual(end.position, ['Appointed', 'Clear']);
    assert.equal(steps[0].type, 'CaseOpened');
    assert.deepEqual(new Set(steps.map(({ stream }) => stream)),
      new Set([taken().data.annulled, taken().stream]));
    const at = steps.findIndex(({ type }) => type === 'CaseTakenOver');
    assert.equal(at, taken().data.takes_over.through + 1);
    assert.deepEqual(steps[at].position, ['Clear', 'Hearing']);
  });

  test('claims post and money anew, and leads to a decree of its own (T27)', () => {
    const by = (type) => told(story, type).map((data) => data.by);
    for (const type of ['PostClaimed', 'PostFilled', 'CreditReserved', 'CreditUsed'])
      assert.deepEqual(by(type), [taken().data.annulled, taken().stream], type);
    const numbers = told(story, 'DecreePublished').map(({ number }) => number);
    assert.equal(new Set(numbers).size, 2);
    expectRefused(story, 'case_must_be_annulled', 'case_must_be_remanded_once',
      'role_must_permit_command', 'post_must_have_no_other_case');
  });

  test('shows each case which other one it belongs to', () => {
    const [{ items }] = json('case', 'list');
    const [former, later] = ['Annulled', 'Appointed']
      .map((state) => items.find((item) => item.state === state));
    assert.equal(former.remanded_to, later.id);
    assert.equal(later.taken_over_from, former.id);
  });

  test('puts the whole matter into the dossier of the second case, each event proved', () => {
    const out = join(place, 'remand.json');
    expectCode(0, ['case', 'dossier', taken().stream, '--db', url(file(story)), '-o', out]);
    const dossier = JSON.parse(readFileSync(out, 'utf8'));
    const [said] = dossier.content.case.taken_over;
    assert.equal(said.events, taken().data.takes_over.through + 1);
    assert.equal(said.annulled.type, 'CaseAnnulled');
    assert.equal(said.remanded.type, 'CaseRemanded');
    assert.equal(dossier.content.case.opened.taken_over_from, taken().data.annulled);
    assert.equal(said.annulled.taken_over_from, undefined, 'it came after the defect');
    const points = dossier.content.checklist.flatMap((item) => item.points);
    assert.deepEqual(points.filter(({ verdict }) => verdict === 'fail'), []);
    assert.equal(points.find(({ point }) => point === 'remand_follows_its_order').verdict, 'pass');
    const proved = dossier.entries.map(({ index }) => index);
    for (const act of [said, said.annulled, said.remanded, said.last])
      assert.ok(proved.includes(act.seq), act.type);
    const { vkey } = json('log', 'status')[0];
    const checked = spawnSync(kVerifier, ['--vkey', vkey, out],
      { env: environment(), encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });
});

describe('mayor-election', () => {
  const story = 'mayor-election';

  test('narrows five to three to two, and then takes the most votes', () => {
    assert.deepEqual(told(story, 'BallotOpened').map(({ round, standing }) => [round, standing.length]),
      [[1, 5], [2, 3], [3, 2]]);
    const rounds = told(story, 'ElectionRoundClosed');
    assert.deepEqual(rounds.map(({ votes }) => Object.values(votes).sort((a, b) => b - a)),
      [[5, 4, 2, 1, 1], [6, 4, 3], [6, 5]]);
    assert.deepEqual(rounds.map(({ majority, outcome, by_relative_majority: relative }) => (
      [majority.have, majority.needed, outcome, relative])),
    [[5, 7, 'next_round', false], [6, 7, 'next_round', false], [6, 7, 'elected', true]]);
    expectRefused(story, 'body_must_elect_by_name', 'ballot_must_be_yes_or_no',
      'vote_must_be_a_name_or_abstention', 'vote_must_name_who_stands', 'voter_must_not_have_voted');
  });

  test('leaves the minister nobody else to appoint', () => {
    const elected = only(story, 'BodyElected').nominee;
    assert.notEqual(only(story, 'ShortlistConfirmed').permitted[0], elected);
    assert.equal(only(story, 'PersonSelected').nominee, elected);
    expectRefused(story, 'selected_must_have_passed_binding_gates');
  });
});
