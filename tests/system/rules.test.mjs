// Rule sets as their authors and auditors meet them: what is wrong with a file, what changed between
// two, whom the conditions leave, which are in the log, how the council adopts one.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import {
  expectCode, folder, kRoot, kScenarios, lines, play, sql, url,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const story = join(kScenarios, 'election-rules.yaml');
const karaj = join(kRoot, 'config/rules/karaj.yaml');
const election = join(kRoot, 'config/rules/mayor-election.yaml');
const db = ['--db', url(log)];
const json = (done) => lines(done.out).map((line) => JSON.parse(line));

// The rules of Karaj with some of their text replaced.
function written(name, ...replacements) {
  let text = readFileSync(karaj, 'utf8');
  for (const [from, to] of replacements) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  const file = join(place, name);
  writeFileSync(file, text);
  return file;
}

let played;
before(() => { played = play(story, log); });

describe('rules check', () => {
  const broken = written('broken.yaml', ['secrecy: open', 'secracy: open'],
    ['aggregation: mean', 'aggregation: average'], ['reserves: 2', 'reserves: 200']);
  const lineOf = (words) =>
    readFileSync(broken, 'utf8').split('\n').findIndex((line) => line.includes(words)) + 1;

  test('says everything that is wrong, in the order of the lines, with what was expected', () => {
    const done = expectCode(1, ['rules', 'check', broken, '--lang', 'en']);
    const told = lines(done.out);
    assert.deepEqual(told.map((line) => line.split(':')[1]).map(Number),
      told.map((line) => Number(line.split(':')[1])).sort((a, b) => a - b));
    const about = (words) => told.filter((line) => line.includes(words)).join('\n');
    assert.match(about('/secracy:'), /Known here: .*Did you mean secrecy\?.*\[member_must_be_known\]/);
    assert.match(about('/aggregation:'), /Expected one of: mean, median, trimmed_mean\./);
    assert.match(about('/panel/reserves:'), /Expected a value from 0 to 100\./);
    assert.ok(about('/aggregation:').startsWith(`${broken}:${lineOf('average')}: `));
    assert.match(done.err, /Problems in .*: 4/);
  });

  test('says the same in Persian', () => {
    const told = expectCode(1, ['rules', 'check', broken, '--lang', 'fa']).out;
    assert.match(told, /\/panel\/reserves: .*مقدار باید از ۰ تا ۱۰۰ باشد/);
    assert.match(told, /شاید منظور secrecy است/);
    assert.match(told, /یکی از این‌ها لازم است: mean، median، trimmed_mean/);
  });

  test('goes on with the next file', () => {
    const done = expectCode(1, ['rules', 'check', '--json', broken, karaj, election]);
    const files = json(done);
    assert.deepEqual(files.filter((one) => one.hash).map((one) => one.file), [karaj, election]);
    assert.deepEqual(files.filter((one) => one.hash).map((one) => one.warnings), [[], []]);
  });

  test('warns where a gate binds managers without a law', () => {
    const bare = written('bare.yaml', ['kind: advisory  # the council elects', 'kind: consent  # x'],
      ['    basis: "Council law, art. 90 (old 80)"\n', '']);
    const done = expectCode(0, ['rules', 'check', bare, '--lang', 'en']);
    assert.match(done.err, /council_advice: .*cites no law/);
    assert.deepEqual(json(expectCode(0, ['rules', 'check', bare, '--json']))[0].warnings,
      [{ concern: 'binding_gate_should_cite_law', subject: 'council_advice' }]);
  });
});

describe('a file that is no rule set', () => {
  const refused = (content) => {
    const file = join(place, 'strange.yaml');
    writeFileSync(file, content);
    const done = expectCode(1, ['rules', 'check', file, '--lang', 'en']);
    return done.out + done.err;
  };
  const text = readFileSync(karaj, 'utf8');
  const lineOf = (words) => text.split('\n').findIndex((line) => line.includes(words)) + 1;

  for (const [what, content, says] of [
    ['is empty', '', /strange\.yaml:1: \/: .*A group of names and values is expected/],
    ['has nothing but a remark', '# nothing\n', /strange\.yaml:1: \/: .*A group of names and values is expected/],
    ['is bytes', Buffer.from([0x80, 0x81, 0x82]), /line 1: this is no UTF-8 text/],
    ['is UTF-16', Buffer.from('\uFEFFid: x', 'utf16le'), /line 1: this is no text/],
    ['has a broken letter', Buffer.concat([Buffer.from('a: 1\nb: '), Buffer.from([0xff])]), /line 2: this is no UTF-8 text/],
    ['is huge', `x: ${'y'.repeat(5 << 20)}`, /larger than 4 MiB/],
    ['is deep', '['.repeat(100) + ']'.repeat(100), /nested deeper than 64 levels/],
    ['holds two documents', `${text}---\n${text}`, /a second document begins here/],
    ['has a key twice', text.replace('version: 1', 'version: 1\nversion: 2'),
      new RegExp(`line ${lineOf('version: 1') + 1}: the key version stands here a second time`)],
    ['has an anchor', text.replace('version: 1', 'version: &v 1'),
      new RegExp(`line ${lineOf('version: 1')}: anchors and aliases are not allowed`)],
    ['has a tag', text.replace('version: 1', 'version: !!int 1'), /tags are not allowed/],
    ['has a tab', text.replace('\ncity:', '\n\tcity:'), new RegExp(`line ${lineOf('city: karaj')} is indented by a tab`)],
    ['has Persian digits', text.replace('version: 1', 'version: ۱'),
      new RegExp(`:${lineOf('version: 1')}: /version: .*Expected a value from 1 to 1,000\\. Please write digits as 0 to 9`)],
    ['escalates to nobody', text.replace('escalate_to: mayor', 'escalate_to: mayorr'),
      /\/escalate_to: .*Expected one of: mayor, governor/],
  ])
    test(`and ${what} is refused with the place`, () => assert.match(refused(content), says));

  test('is not there', () => {
    expectCode(3, ['rules', 'check', join(place, 'none.yaml')]);
    expectCode(3, ['rules', 'check', place]);
  });
});

describe('rules diff', () => {
  const next = written('next.yaml', ['version: 1', 'version: 2'],
    ['quorum: {at_least: "2/3", of: seats', 'quorum: {at_least: "1/2", of: seats'],
    ['share: "3/5"', 'share: "7/10"'], ['  - [assessor, decider]\n', '']);
  // The share that makes room for it: the last of the two that are 2/5 in the family.
  const text = readFileSync(next, 'utf8');
  const at = text.lastIndexOf('share: "2/5"');
  writeFileSync(next, `${text.slice(0, at)}share: "3/10"${text.slice(at + 12)}`);

  test('tells line by line by path, and what it means for a case', () => {
    const done = expectCode(0, ['rules', 'diff', karaj, next, '--lang', 'en']);
    assert.match(done.out,
      /^~ \/bodies\/city_council\/quorum\/at_least: "2\/3" → "1\/2"\n +The quorum of .*city_council goes from 9\/13 to 7\/13 seats\.$/m);
    assert.match(done.out,
      /^~ \/criteria\/commitment\/parts\/integrity\/share: .*\n +The weight of integrity .* from 3\/20 to 7\/40; rankings may change\.$/m);
    assert.match(done.out, /^- \/exclusive_duties: \["assessor","decider"\]\n +Which duties/m);
    assert.match(done.err, /keeps its rule set/);
    assert.match(expectCode(0, ['rules', 'diff', karaj, next, '--lang', 'fa']).out,
      /از ۹\/۱۳ به ۷\/۱۳ کرسی/);
  });

  test('finds none between a file and the same in the log', () => {
    const [listed] = json(expectCode(0, ['rules', 'list', '--json', ...db]))[0].items;
    const done = expectCode(0, ['rules', 'diff', karaj, listed.hash.slice(0, 10), '--lang', 'en', ...db]);
    assert.equal(done.out, '');
    assert.match(done.err, /say the same/);
  });

  test('refuses what is neither a file nor in the log', () => {
    expectCode(3, ['rules', 'diff', karaj, 'ffffffffffff', ...db]);
    expectCode(1, ['rules', 'diff', karaj, written('half.yaml', ['seats: 13', 'seats: many'])]);
  });
});

describe('rules in the log', () => {
  test('are listed with hash, state and day', () => {
    const [{ items }] = json(expectCode(0, ['rules', 'list', '--json', ...db]));
    assert.deepEqual(items.map(({ id, version, state, in_force_from }) =>
      [id, version, state, in_force_from !== null]),
    [['karaj-managers', 1, 'InForce', true], ['mayor-election', 1, 'InForce', true]]);
    assert.equal(items[1].in_force_from, '2022-10-23');
    for (const { hash } of items) assert.match(hash, /^[0-9a-f]{64}$/);
    assert.match(expectCode(0, ['rules', 'list', '--lang', 'fa', ...db]).out,
      /mayor-election-1\tلازم‌الاجرا\t۱۴۰۱\/۰۸\/۰۱\tانتخاب شهردار/);
  });

  test('are shown by the beginning of the hash, and by id and version', () => {
    const [{ items: [, listed] }] = json(expectCode(0, ['rules', 'list', '--json', ...db]));
    const [shown] = json(expectCode(0, ['rules', 'show', listed.hash.slice(0, 8), ...db]));
    assert.equal(shown.id, 'mayor-election');
    assert.deepEqual(json(expectCode(0, ['rules', 'show', 'mayor-election-1', ...db])), [shown]);
    expectCode(3, ['rules', 'show', '', ...db]);
  });
});

describe('rules select', () => {
  test('counts the registered staff who meet each condition and all', () => {
    const [found] = json(expectCode(0, ['rules', 'select', karaj, '--json', ...db]));
    assert.deepEqual(found.conditions.map(({ code }) => code),
      ['degree', 'service', 'management', 'certificate', 'no_conviction']);
    for (const { meeting } of found.conditions) assert.ok(meeting >= found.meeting);
    assert.ok(found.meeting > 0 && found.meeting < found.staff);
    assert.equal(found.few, false);
  });

  test('warns of conditions that hardly anybody meets (T1)', () => {
    const tailored = written('tailored.yaml', ['value: 8\n', 'value: 60\n']);
    const done = expectCode(0, ['rules', 'select', tailored, '--lang', 'en', ...db]);
    assert.match(done.out, /All conditions together: 0 of \d+/);
    assert.match(done.err, /fewer than 3/);
  });
});

describe('the rules of the election', () => {
  test('are adopted as the story tells', () => {
    const golden = join(import.meta.dirname, 'golden/election-rules.txt');
    const events = sql(log, 'select type from event order by seq').map(({ type }) => type);
    const told = events.slice(events.lastIndexOf('RuleSetProposed')).map((type) => `${type}\n`).join('');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, told);
    assert.equal(told, readFileSync(golden, 'utf8'));
    assert.ok(played.out);
  });

  test('wait for their day, which the clock begins', () => {
    const rows = sql(log, "select type, recorded as at from event where stream = 'ruleset/mayor-election-1'"
      + " and type in ('RuleSetScheduled', 'RuleSetInForce') order by seq");
    assert.deepEqual(rows.map(({ type }) => type), ['RuleSetScheduled', 'RuleSetInForce']);
    // 1401-08-01 begins in Tehran.
    assert.equal(rows[1].at, Date.parse('2022-10-22T20:30:00Z'));
  });
});

describe('import holidays', () => {
  const list = join(place, 'holidays.yaml');
  writeFileSync(list, 'calendar: iran\nsource: "an invented announcement"\n'
    + 'holidays:\n  - {date: 1401-09-05, name: {fa: "تعطیل", en: "Smog"}}\n'
    + '  - {date: 2022-12-01, name: {fa: "تعطیل", en: "Snow"}}\nremoved: [1401-07-22]\n');

  test('says with --dry-run what would change, and changes nothing', () => {
    const head = sql(log, 'select count(*) as n from event');
    const done = expectCode(0, ['import', 'holidays', list, '--dry-run', '--lang', 'en', ...db]);
    assert.deepEqual(lines(done.out), ['+ Saturday 26 November 2022', '+ Thursday 1 December 2022',
      '- Friday 14 October 2022']);
    assert.deepEqual(sql(log, 'select count(*) as n from event'), head);
  });

  test('adopts a calendar with its source, and a second time finds nothing new', () => {
    const [first] = json(expectCode(0, ['import', 'holidays', list, '--json', ...db]));
    assert.deepEqual([first.adopted, first.added.length, first.removed], [true, 2, ['2022-10-14']]);
    const [again] = json(expectCode(0, ['import', 'holidays', list, '--json', ...db]));
    assert.deepEqual([again.adopted, again.added, again.removed], [false, [], []]);
  });

  test('names the line of a day that does not exist', () => {
    const bad = join(place, 'bad.yaml');
    writeFileSync(bad, 'calendar: iran\nsource: s\nholidays:\n  - {date: 1404-12-30, name: {fa: "x", en: "x"}}\n');
    assert.match(expectCode(1, ['import', 'holidays', bad, ...db]).err, /bad\.yaml: line 4/);
    writeFileSync(bad, 'calendar: mars\nsource: s\n');
    expectCode(3, ['import', 'holidays', bad, ...db]);
  });
});
