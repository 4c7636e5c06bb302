// What a case would come to under other rules: every score, place, quorum, majority and outcome.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { expectCode, folder, gozin, kRoot, kScenarios, lines, play, url } from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const own = readFileSync(join(kRoot, 'config/rules/karaj.yaml'), 'utf8');
let id;

before(() => {
  play(join(kScenarios, 'karaj-1401.yaml'), log);
  id = JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(log)]).out).items[0].id;
});

// The rule set of the case with some of its text changed.
function rulesWith(name, ...changes) {
  let text = own;
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), from);
    text = text.replace(from, to);
  }
  writeFileSync(join(place, name), text);
  return join(place, name);
}

const toPersian = (number) => String(number).replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]);
const whatIf = (rules, ...more) =>
  lines(expectCode(0, ['replay', id, '--rules', rules, '--json', '--db', url(log), ...more]).out)
    .map((line) => JSON.parse(line));

// Exact fractions as [numerator, denominator].
const fraction = (text) => [...text.split('/'), '1'].slice(0, 2).map(BigInt);
const add = ([a, b], [c, d]) => [a * d + c * b, b * d];
const times = ([a, b], [c, d]) => [a * c, b * d];
const same = ([a, b], [c, d]) => a * d === b * c;

function dossier() {
  const file = join(place, 'dossier.json');
  expectCode(0, ['case', 'dossier', id, '--db', url(log), '-o', file]);
  return JSON.parse(readFileSync(file, 'utf8')).content;
}

describe('replay --rules', () => {
  test('finds nothing otherwise under the rules of the case', () => {
    const all = whatIf(join(kRoot, 'config/rules/karaj.yaml'));
    assert.ok(all.some((one) => one.kind === 'score') && all.some((one) => one.kind === 'quorum'));
    assert.deepEqual(all.filter((one) => one.differs), []);
    assert.deepEqual(whatIf(join(kRoot, 'config/rules/karaj.yaml'), '--diff'), []);
  });

  test('gives the scores of other weights, to the fraction', () => {
    // The first family counts a quarter, the third two fifths; a criterion keeps its share of its family.
    const other = rulesWith('weights.yaml', ['weight: "2/5"', 'weight: A'], ['weight: "1/4"', 'weight: "2/5"'],
      ['weight: A', 'weight: "1/4"']);
    writeFileSync(other, readFileSync(other, 'utf8').replace(/^ *bounds:.*\n/gm, ''));
    const scale = new Map([
      ...['professional_knowledge', 'planning', 'law_and_rules'].map((one) => [one, '5/8']),
      ...['integrity', 'service_to_citizens'].map((one) => [one, '8/5']),
    ]);
    const { nominees } = dossier().scores.arithmetic;
    const scores = whatIf(other).filter((one) => one.kind === 'score' && one.would !== '');
    assert.ok(scores.length > 1 && scores.some((one) => one.differs));
    for (const score of scores) {
      const { criteria } = nominees.find((one) => one.nominee === score.about);
      const parts = criteria.map(({ criterion, product }) =>
        times(fraction(product), fraction(scale.get(criterion) ?? '1')));
      assert.ok(same(fraction(score.would), parts.reduce(add)), `${score.would} of ${score.about}`);
    }
  });

  test('says in which ballots quorum, majority and outcome differ', () => {
    const other = rulesWith('quorum.yaml', ['majority: {more_than: "1/2", of: present}', 'majority: {at_least: "1", of: seats}']);
    const differing = whatIf(other, '--diff');
    assert.deepEqual([...new Set(differing.map((one) => one.kind))].sort(), ['majority', 'outcome']);
    const outcome = differing.find((one) => one.kind === 'outcome');
    assert.equal(outcome.was, 'carried');
    assert.equal(outcome.would, 'failed');
  });

  test('stops where it is told to', () => {
    const all = whatIf(join(kRoot, 'config/rules/karaj.yaml'));
    const first = all[0].seq;
    const until = whatIf(join(kRoot, 'config/rules/karaj.yaml'), '--at', String(first));
    assert.ok(until.length > 0 && until.length < all.length);
    assert.ok(until.every((one) => one.seq <= first));
    const rules = join(kRoot, 'config/rules/karaj.yaml');
    assert.deepEqual(whatIf(rules, '--at', toPersian(first)), until);
    for (const [at, code] of [['0', 3], ['999999', 3], ['-1', 2], ['1300-01-01T00:00:00Z', 3]])
      for (const more of [[], ['--rules', rules]])
        assert.equal(gozin(['replay', id, '--at', at, ...more, '--db', url(log)]).code, code, at);
  });

  test('tells it in sentences, by the names of people, in both languages', () => {
    const other = rulesWith('majority.yaml', ['majority: {more_than: "1/2", of: present}', 'majority: {at_least: "1", of: seats}']);
    const args = ['replay', id, '--rules', other, '--diff', '--db', url(log)];
    const english = expectCode(0, [...args, '--lang', 'en']);
    assert.match(english.out, /^≠ event \d+, outcome of ballot .*: Carried → Failed$/mu);
    assert.match(english.err, /Compared: \d+; other than recorded: \d+\./);
    const persian = expectCode(0, [...args, '--lang', 'fa']);
    assert.match(persian.out, /نتیجه رأی‌گیری/);
    const all = expectCode(0, ['replay', id, '--rules', other, '--db', url(log), '--lang', 'en']);
    assert.match(all.out, /score of مینا باغبان/);
  });

  test('refuses a file that is no rule set, and --diff without one', () => {
    const broken = rulesWith('broken.yaml', ['quorum:', 'quorumm:']);
    const done = gozin(['replay', id, '--rules', broken, '--db', url(log)]);
    assert.notEqual(done.code, 0);
    assert.match(done.err + done.out, /quorumm/);
    expectCode(2, ['replay', id, '--diff', '--db', url(log)]);
  });
});
