// The decision mathematics as an auditor or a journalist calls it: exit codes, shapes, exactness.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { expectCode, folder, gozin, lines } from './support.mjs';

const place = folder();

// The answer to an object, or to a text that is no JSON of ours.
function calc(name, given) {
  const input = typeof given === 'string' ? given : JSON.stringify(given);
  const done = expectCode(0, ['calc', name, '-'], { input });
  assert.equal(done.err, '');
  assert.equal(lines(done.out).length, 1);
  return JSON.parse(done.out);
}

const near = (got, wanted, digits) => assert.ok(
  Math.abs(got - wanted) < 0.5 * 10 ** -digits, `${got} is not ${wanted}`);

const kNames = ['reliability', 'weights', 'rank', 'preferences', 'vote', 'outliers', 'means',
  'correlation', 'impact', 'sensitivity', 'panel', 'seal', 'date', 'national_id'];

describe('calc', () => {
  test('lists its calculators with a line each, and explains each (C01)', () => {
    const help = expectCode(0, ['calc', '--help']);
    for (const name of kNames) {
      assert.match(help.out, new RegExp(`^ +${name} +\\S+`, 'm'), name);
      const own = expectCode(0, ['calc', name, '--help']).out;
      assert.match(own, /^in {3}\{/m, name);
      assert.match(own, /^out {2}\S/m, name);
      for (const line of lines(own)) assert.ok([...line].length <= 80, `${name}: ${line}`);
    }
  });

  test('of a mistyped name is answered with the nearest, and 2 (C01, C02)', () => {
    assert.match(expectCode(2, ['calc', 'meens']).err, /Did you mean `gozin calc means`\?/);
    assert.equal(gozin(['calc']).code, 2);
    assert.equal(expectCode(2, ['calc', 'nosuch']).err,
      'gozin: there is no `gozin calc nosuch`\nSee `gozin calc --help`.\n');
    assert.equal(expectCode(2, ['help', 'nosuch']).err,
      'gozin: there is no `gozin nosuch`\nSee `gozin --help`.\n');
  });

  test('reads a file, or standard input under - and without a name (C03)', () => {
    const file = join(place, 'values.json');
    const input = '{"values": [4, 5, 1], "trim": 0}';
    writeFileSync(file, input);
    const { out } = expectCode(0, ['calc', 'means', file]);
    assert.equal(JSON.parse(out).median, 4);
    for (const args of [['-'], []])
      assert.equal(expectCode(0, ['calc', 'means', ...args], { input }).out, out);
    assert.match(expectCode(3, ['calc', 'means', join(place, 'none')]).err, /none/);
    assert.match(expectCode(3, ['calc', 'means', place]).err, /\[file_must_be_readable\]/);
  });

  test('names line and column of what is no JSON, and a member that stands twice', () => {
    const err = (input, ...args) => expectCode(2, ['calc', 'means', ...args], { input }).err;
    assert.match(err('{"trim": 0,\n "values": [1, NaN]}', '--lang', 'en'),
      /^gozin: line 2, column 16: .+ \[input_must_be_well_formed\] \(syntax\)$/m);
    assert.match(err('{"trim": 0, "trim": 1}', '--lang', 'en'),
      /^gozin: \/trim: line 1, column \d+: .+ \(duplicate_key\)$/m);
    const told = JSON.parse(err('{"a\\u0000": 0}', '--json'));
    assert.equal(told.pointer, '/a\0');
    assert.equal(told.line, 1);
  });

  test('shows nothing on a terminal that would move the cursor or turn the line', () => {
    const hostile = '\x1b[2J\u202e';
    const input = JSON.stringify({ [hostile]: 1, values: [1], trim: 0 });
    for (const args of [['calc', 'means'], ['calc', 'means', hostile], ['calc', hostile], [hostile]])
      assert.doesNotMatch(gozin([...args, '--lang', 'en'], { input }).err, /[\x1b\u202e]/);
    assert.match(gozin(['calc', 'means'], { input }).err, /\\u\{1b\}\[2J\\u\{202e\}/);
  });

  test('answers what takes minutes with fractions added one by one', () => {
    let state = 1;
    const next = () => { state = (state * 48271) % 2147483647; return state; };
    const ratings = (items, raters, value) =>
      Array.from({ length: items }, () => Array.from({ length: raters }, value));
    const started = Date.now();
    for (const table of [ratings(20, 5, () => next() / 2147483647 * 4 + 1),
      ratings(10, 10, () => `${next() % 1e9}/${next() % 1e9 + 1}`),
      ratings(50, 19, () => next() % 10000 / 100), ratings(30, 10, () => next() % 1e7 / 1e6)])
      assert.equal(typeof calc('reliability', { ratings: table }).krippendorff.ratio, 'number');
    assert.ok(Date.now() - started < 30_000);
  });

  test('loses no method because another has no answer', () => {
    const candidates = [...'ABCDEFGHIJKLMNOPQ'];
    const ballots = candidates.slice(0, 13).map((one) => ({ count: 1,
      order: [one, ...candidates.filter((other) => other !== one).reverse()] }));
    const found = calc('preferences', { candidates, ballots,
      methods: ['plurality', 'borda', 'condorcet', 'schulze', 'irv', 'kemeny'] });
    assert.equal(found.kemeny, null);
    assert.deepEqual(found.notes, { kemeny: 'candidates_must_not_exceed_limits' });
    assert.equal(found.plurality.winners.length, 13);
    assert.ok(found.irv.winners.length > 0);
  });

  test('needs no database and leaves none behind', () => {
    const url = `sqlite:${join(place, 'absent.db')}`;
    expectCode(0, ['calc', 'national_id', '--db', url], { input: '{"id": "0790419904"}' });
    assert.equal(gozin(['db', 'status', '--db', url]).code, 1);
  });

  test('refuses with 2, nothing on stdout, and where it is wrong as a JSON pointer', () => {
    const input = '{"values": [1, "x"], "trim": 0, "surprise": 1}';
    const done = expectCode(2, ['calc', 'means'], { input });
    assert.equal(done.out, '');
    assert.deepEqual(lines(done.err).map((line) => line.match(/^gozin: (\S+): .+ \[(\w+)\]/)
      .slice(1)), [['/surprise', 'member_must_be_known'], ['/values/1', 'number_must_be_exact']]);
    const [first] = lines(expectCode(2, ['calc', 'means', '--json'], { input }).err)
      .map((line) => JSON.parse(line));
    assert.deepEqual(first, {
      refused: 'member_must_be_known', pointer: '/surprise', expected: 'values|trim' });
    assert.match(gozin(['calc', 'means', '--lang', 'fa'], { input }).err, /[\u0600-\u06ff]/);
    assert.doesNotMatch(gozin(['calc', 'means', '--lang', 'en'], { input }).err,
      /[\u0600-\u06ff]/);
  });

  for (const name of kNames)
    test(`refuses what is no input of ${name}`, () => {
      for (const input of ['', '{', '{}', '[]', 'null', '{"surprise": 1}', '{"a": NaN}']) {
        const done = expectCode(2, ['calc', name], { input });
        assert.equal(done.out, '');
        assert.match(done.err, /^gozin: /);
        assert.doesNotMatch(done.err, /terminate|std::|what\(\)/);
      }
    });
});

describe('the worked examples', () => {
  test('E1: the ICC of Shrout and Fleiss', () => {
    const ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9],
      [6, 2, 4, 7]];
    const { icc } = calc('reliability', { ratings });
    const wanted = { '1,1': 0.165742, '2,1': 0.289764, '3,1': 0.714841, '1,k': 0.442797,
      '2,k': 0.620051, '3,k': 0.909316 };
    for (const [form, value] of Object.entries(wanted)) near(icc[form], value, 6);
  });

  test('E10: the ballots of Schulze', () => {
    const papers = { ACBED: 5, ADECB: 5, BEDAC: 8, CABED: 3, CAEBD: 7, CBADE: 2, DCEBA: 7, EBADC: 8 };
    const found = calc('preferences', { candidates: [...'ABCDE'], methods: ['schulze', 'borda'],
      ballots: Object.entries(papers).map(([order, count]) => ({ count, order: [...order] })) });
    assert.deepEqual(found.schulze.order, [['E'], ['A'], ['C'], ['B'], ['D']]);
    assert.equal(found.schulze.paths.A.B, 28);
    assert.deepEqual(found.borda.scores, { A: 98, B: 92, C: 89, D: 69, E: 102 });
  });

  test('E20: seven of thirteen, and abstentions that count against', () => {
    const rule = { quorum: { at_least: '2/3', of: 'seats', recused_count: true },
      majority: { more_than: '1/2', of: 'present' } };
    const vote = (present, yes, no, abstain) =>
      calc('vote', { seats: 13, present, recused: 0, yes, no, abstain, rule }).outcome;
    assert.equal(vote(13, 7, 4, 2), 'carried');
    assert.equal(vote(10, 5, 4, 1), 'failed');
    assert.equal(vote(8, 8, 0, 0), 'inquorate');
  });

  test('E22, E23: dates and national ids', () => {
    assert.equal(calc('date', { solar: '1403-12-30' }).gregorian, '2025-03-20');
    assert.equal(calc('date', { solar: '1408-12-30' }).gregorian, '2030-03-20');
    assert.equal(calc('national_id', { id: '۱۲۳۴۵۶۷۸۹۱' }).valid, true);
  });

  test('E25: a commitment is the hash of salt and canonical sheet', () => {
    const salt = Buffer.from([...Array(32).keys()]);
    const sheet = { stage: 'V-12/interview', score: '4', panelist: 'P-03',
      criterion: 'experience', candidate: 'C-07' };
    const { commitment } = calc('seal', { salt: salt.toString('hex'), sheet });
    assert.equal(commitment, '24fb743448a80bcf73f0803b3e5307d33e5bfcc15769ac79d655eea6bf414ff5');
    const sorted = JSON.stringify(sheet, Object.keys(sheet).sort());
    assert.equal(commitment, createHash('sha256').update(salt).update(sorted).digest('hex'));
  });

  test('a decimal is taken from its text: a tenth three times is three tenths', () => {
    const { exact, order } = calc('rank', '{"method": "weighted_sum", '
      + '"criteria": [{"id": "x", "weight": 1.0, "better": "more"}], '
      + '"alternatives": {"A": [0.30000000000000004], "B": [0.3], "C": ["3/10"]}}');
    assert.equal(exact.B, '3/10');
    assert.deepEqual(order, [['A'], ['B', 'C']]);
  });
});
