// The JSON Schema of rule sets says what the parser says, as far as a form can say it. Two programs
// that nobody here wrote read the files for it: `yaml` and the validator `ajv`.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { folder, gozin, kRoot, lines } from './support.mjs';

const kRules = join(kRoot, 'config/rules');
const place = folder();
const schema = JSON.parse(readFileSync(join(kRules, 'schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
  .compile(schema);
const read = (name) => parse(readFileSync(join(kRules, name), 'utf8'));
const shipped = readdirSync(kRules).filter((name) => name.endsWith('.yaml'));

// What a form cannot say: how values in different places fit together, and how large a fraction is.
const kBeyondForm = new Set([
  'anchors_must_cover_levels', 'body_must_be_known', 'categories_must_fall',
  'code_must_be_unique', 'comparisons_must_be_reciprocal', 'criterion_must_be_known',
  'criterion_must_stand_in_one_round', 'first_round_must_be_the_panels', 'date_must_exist',
  'fallback_must_name_another_body',
  'floor_must_lie_on_the_scale', 'majority_must_be_reachable', 'method_must_fit_the_choice',
  'number_must_lie_in_range', 'panel_must_reach_its_minimum',
  'post_class_must_take_a_permitted_route', 'quorum_must_lie_between_zero_and_one',
  'rounds_must_eliminate', 'values_must_serve_an_election', 'weight_must_lie_in_bounds',
  'weights_must_sum_to_one',
]);

// Beside the shipped ones, a document with every member that is optional.
function everything() {
  const rules = read('mayor-election.yaml');
  const text = { fa: 'متن', en: 'text' };
  rules.in_force_from = '2027-01-01';
  rules.choice = { permitted: 'category', n: 3, chooser: 'decider',
    categories: [{ code: 'good', title: text, from: '4' }, { code: 'fair', title: text, from: '3' }] };
  rules.scoring.method = 'category_rating';
  rules.scoring.comparisons = { basis: 'council', matrix: [[1, 2, 2], ['1/2', 1, 1], ['1/2', 1, 1]] };
  rules.nomination.cap = 40;
  rules.limits.court_days = 200;
  rules.clocks.second_person = { length: { working_days: 2 }, reminder: { working_days: 1 },
    at_deadline: 'escalate', escalate_to: 'inspectorate' };
  rules.limits.acting_gap_days = 90;
  rules.limits.acting_notice_days = 30;
  rules.inquiries[0].unfavourable = 'noted';
  rules.nomination.min_open_internal = { calendar_days: 5 };
  rules.panel.composition = [{ from: 'audit', at_least: 1 }];
  rules.criteria.expertise.parts[0].bounds = { least: '1/10', most: '1/5' };
  rules.routes = { ...rules.routes, permitted: ['full', 'direct'],
    direct_reasons: ['acting', 'exempt_post'],
    post_classes: rules.routes.post_classes.map((one) => ({ ...one, exempt: true })) };
  rules.bodies.board = { ...structuredClone(rules.bodies.programme_commission),
    also: { at_least: '1/2', of: 'cast' }, secrecy: 'secret', secrecy_note: text, values: 'rank',
    rank_by: 'schulze', fallback: 'refer_to', refer_to: 'city_council' };
  rules.gates.push({ ...rules.gates[0], code: 'second', body: 'board' });
  return rules;
}

const documents = [...shipped.map(read), everything()];

function get(root, path) { return path.reduce((at, step) => at[step], root); }

// A copy with another value at a path; `undefined` takes the member away.
function changed(root, path, value) {
  const copy = structuredClone(root);
  if (path.length === 0) return value;
  const parent = get(copy, path.slice(0, -1));
  const last = path.at(-1);
  if (value === undefined && Array.isArray(parent)) parent.splice(last, 1);
  else if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

function* paths(at, path = []) {
  yield path;
  if (at === null || typeof at !== 'object') return;
  for (const key of Array.isArray(at) ? at.keys() : Object.keys(at))
    yield* paths(at[key], [...path, key]);
}

// One of many that are alike: items of lists, bodies, channels, stages and families by their form.
const kNamed = new Set(['bodies', 'channels', 'clocks', 'criteria']);
const form = (path) => path.map((step, i) =>
  typeof step === 'number' || (kNamed.has(path[i - 1]) && i < 3) ? '*' : step).join('/');

function strangers(value) {
  if (Array.isArray(value)) return [undefined, null, 'x', {}, []];
  if (typeof value === 'object') return [undefined, null, 'x', [], { ...value, surprise: 1 }];
  if (typeof value === 'boolean') return [undefined, null, 'yes', 1];
  if (typeof value === 'number') return [undefined, null, 'x', -5, 1.5, true, 2_000_000_000_000];
  return [undefined, null, '', 'No Such Thing!', -7, true, [], {}];
}

function mutants() {
  const seen = new Set();
  const made = [];
  for (const root of documents)
    for (const path of paths(root)) {
      if (seen.has(form(path))) continue;
      seen.add(form(path));
      for (const value of strangers(get(root, path)))
        if (path.length > 0 || value !== undefined)
          made.push({ form: form(path), path, value, document: changed(root, path, value) });
    }
  return made;
}

// The reasons the program gives for each document; none for one that it takes.
function verdicts(all) {
  const files = all.map((document, i) => {
    const file = join(place, `${i}.json`);
    writeFileSync(file, JSON.stringify(document));
    return file;
  });
  const reasons = new Map(files.map((file) => [file, []]));
  for (let from = 0; from < files.length; from += 100) {
    const { out } = gozin(['rules', 'check', '--json', '--quiet', ...files.slice(from, from + 100)]);
    for (const one of lines(out).map((line) => JSON.parse(line)))
      if (one.reason) reasons.get(one.file).push(one.reason);
  }
  return files.map((file) => reasons.get(file));
}

describe('the schema of rule sets', () => {
  for (const name of shipped)
    test(`takes ${name}`, () => {
      assert.ok(validate(read(name)), JSON.stringify(validate.errors));
    });

  test('takes a document with everything that is optional, and so does the parser', () => {
    assert.ok(validate(everything()), JSON.stringify(validate.errors));
    assert.deepEqual(verdicts([everything()]), [[]]);
  });

  test('describes no member that the documents here do not have', () => {
    const described = new Set();
    const known = new Set();
    const collect = (at) => {
      if (at === null || typeof at !== 'object') return;
      for (const name of Object.keys(at.properties ?? {})) described.add(name);
      Object.values(at).forEach(collect);
    };
    collect(schema);
    for (const root of documents)
      for (const path of paths(root)) known.add(path.at(-1));
    assert.deepEqual([...described].filter((name) => !known.has(name)), []);
  });

  test('refuses with the parser, and the parser refuses for its form only with the schema', () => {
    const all = mutants();
    const parsers = verdicts(all.map((mutant) => mutant.document));
    const disagreements = [];
    const refusedByBoth = new Set();
    all.forEach(({ path, form: where, value, document }, i) => {
      const bySchema = !validate(document);
      const byForm = parsers[i].some((reason) => !kBeyondForm.has(reason));
      const byParser = parsers[i].length > 0;
      if (bySchema && byParser) refusedByBoth.add(where);
      if ((bySchema && !byParser) || (byForm && !bySchema))
        disagreements.push(`${path.join('/')} = ${JSON.stringify(value)}: schema ${bySchema}, `
          + `parser ${parsers[i]}`);
    });
    assert.deepEqual(disagreements, []);
    const everywhere = new Set(all.map((mutant) => mutant.form));
    assert.deepEqual([...everywhere].filter((where) => !refusedByBoth.has(where)), []);
    assert.ok(all.length > 800, `only ${all.length} mutants`);
  });
});
