// Who read what about whom: on record before it is shown, bound to the log, checked with it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  copyLog, expectCode, folder, gozin, kProgram, kScenarios, lines, play, Process, sql, url,
} from './support.mjs';

const kPassword = 'gozin-demonstration';
const kReader = 'هومن صادقی';
const place = folder();
const log = join(place, 'log.db');
let server;
let path;
let people;

const json = (text) => lines(text).map((line) => JSON.parse(line));
const listed = (...more) => json(expectCode(0, ['log', 'access', '--json', '--db', url(log), ...more]).out);
// Whoever lists the journal stands in it, too.
const entries = (...more) => listed(...more).filter((one) => one.page !== 'log access');
const next = () => listed().at(-1).number + 1;
const eventsOf = (type) => sql(log, `select body from event where type = '${type}'`).map(({ body }) => JSON.parse(body));

async function serve(file) {
  const started = new Process(kProgram, ['serve', '--db', url(file), '--listen', '127.0.0.1:0'],
    { GOZIN_DEMONSTRATION_TIME: '2023-01-22T07:00:00.000Z', GOZIN_NODE: 'tower' });
  started.url = (await started.firstLine).trim();
  return started;
}

async function signIn(name) {
  const { login } = people.find((one) => one.name === name);
  const answer = await fetch(new URL('/en/sign-in', server.url), {
    method: 'POST', redirect: 'manual', headers: { origin: new URL(server.url).origin },
    body: new URLSearchParams({ user: login, password: kPassword }) });
  return answer.headers.getSetCookie().find((one) => one.startsWith('__Host-sid=')).split(';')[0];
}

async function read(what, cookie) {
  const answer = await fetch(new URL(`/en${what}`, server.url), { headers: cookie ? { cookie } : {} });
  assert.equal(answer.status, 200, what);
  return answer.text();
}

before(async () => {
  play(join(kScenarios, 'karaj-1401.yaml'), log);
  expectCode(0, ['user', 'add', '--demo', '--db', url(log)]);
  people = json(expectCode(0, ['user', 'list', '--json', '--db', url(log)]).out).filter((one) => one.login);
  const { items } = JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(log)]).out);
  path = `/cases/${items[0].id.split('/')[1]}`;
  server = await serve(log);
});
after(() => server?.end('SIGTERM'));

describe('the access journal', () => {
  test('says who read a case, which names were shown and whose values were opened', async () => {
    const reader = people.find((one) => one.name === kReader);
    const before = next();
    await read(`${path}.json`, await signIn(reader.name));
    const own = entries('--from', String(before), '--reader', reader.person);
    assert.equal(own.length, 1);
    const [entry] = own;
    assert.equal(entry.page, path);
    assert.ok(entry.people.length > 3 && !entry.people.includes(reader.person));
    // It is about ids: no name stands in it.
    for (const one of people) assert.ok(!JSON.stringify(entry).includes(one.name));
    const about = entries('--person', entry.people[0]);
    assert.ok(about.some((one) => one.number === entry.number));
    assert.deepEqual(entries('--person', 'nobody').filter((one) => !one.all_people && !one.document && !one.events), []);
  });

  test('has the entry before the reader has the page', async () => {
    const cookie = await signIn(kReader);
    const before = next();
    await Promise.all(Array.from({ length: 12 }, () => read(`${path}.json`, cookie)));
    const added = entries('--from', String(before));
    assert.equal(added.length, 12);
    assert.deepEqual(added.map((one) => one.number), added.map((_, i) => before + i));
  });

  test('has a form that offers the register, and the same form shown again for its faults', async () => {
    const cookie = await signIn('پروین آذری');
    const form = '/streams/body/city_council/do/seat_member';
    const before = next();
    const offered = await read(form, cookie);
    assert.ok(offered.includes(kReader));
    const hidden = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(offered)[1];
    const refused = await fetch(new URL(`/en${form}`, server.url), {
      method: 'POST', redirect: 'manual', headers: { cookie, origin: new URL(server.url).origin },
      body: new URLSearchParams({ csrf: hidden('csrf'), key: hidden('key') }) });
    assert.equal(refused.status, 422);
    assert.ok((await refused.text()).includes(kReader));
    const added = entries('--from', String(before));
    assert.equal(added.length, 2);
    for (const entry of added) assert.ok(entry.all_people, JSON.stringify(entry));
  });

  test('keeps nothing of the public, who sees only what is published', async () => {
    const before = entries().length;
    await read(`${path}.json`);
    await read('/');
    assert.equal(entries().length, before);
  });

  test('has what was read on the shell, by whom', () => {
    const before = next();
    expectCode(0, ['case', 'show', path.split('/')[2], '--db', url(log)]);
    const [entry] = entries('--from', String(before));
    assert.match(entry.reader, /^operator\//);
    assert.match(entry.page, /^case show case\//);
  });

  test('is told in sentences, in both languages', () => {
    const english = expectCode(0, ['log', 'access', '--db', url(log), '--lang', 'en']).out;
    assert.match(english, /people: \d+, values of events: \d+/);
    // On the shell everything on a page is given out.
    assert.match(english, /case show case\/\S+ +a whole document/);
    const persian = expectCode(0, ['log', 'access', '--db', url(log), '--lang', 'fa']).out;
    assert.match(persian, /یک سند کامل/);
    assert.match(persian, /مقادیر رویدادها/);
  });
});

describe('its seal', () => {
  test('binds every entry to the log when the node ends, and verifies', async () => {
    const count = next();
    assert.equal(await server.end('SIGTERM'), 0);
    server = undefined;
    const sealed = eventsOf('AccessJournalSealed');
    assert.equal(sealed.length, 1);
    assert.equal(sealed[0].actor, 'clock');
    assert.deepEqual([sealed[0].data.from, sealed[0].data.to, sealed[0].data.count], [0, count - 1, count]);
    expectCode(0, ['log', 'verify', '--db', url(log)]);
  });

  test('finds an entry that was changed, taken out, or given another place', () => {
    for (const [what, change] of [
      ['access_differs', `update access_journal set body = replace(body, 'reader', 'writer') where number = 1`],
      ['access_missing', 'delete from access_journal where number = 2'],
      ['access_missing', 'update access_journal set number = 99999 where number = 3'],
    ]) {
      const copy = copyLog(log, join(place, `${what}-${Math.random()}.db`));
      sql(copy, change);
      const done = gozin(['log', 'verify', '--json', '--db', url(copy)]);
      assert.equal(done.code, 6, change);
      const { damage } = JSON.parse(done.out);
      assert.deepEqual([...new Set(damage.map((one) => one.finding))], [what]);
      assert.match(damage[0].place, /entries 0 to \d+$/);
    }
  });

  test('goes on where it ended when the node comes back', async () => {
    server = await serve(log);
    const end = eventsOf('AccessJournalSealed')[0].data.to;
    const reader = people.find((one) => one.name === kReader);
    await read(`${path}.json`, await signIn(reader.name));
    await server.end('SIGTERM');
    server = undefined;
    assert.equal(eventsOf('AccessJournalSealed').at(-1).data.from, end + 1);
    expectCode(0, ['log', 'verify', '--db', url(log)]);
  });
});

describe('the scrubber', () => {
  const told = (file) => gozin(['log', 'status', '--json', '--db', url(file)]);
  async function until(holds) {
    for (const begun = Date.now(); !(await holds()); await sleep(200))
      assert.ok(Date.now() - begun < 60_000, `it does not come to pass: ${holds}`);
  }

  test('tells how far it is, and finds nothing in a whole store', async () => {
    const copy = copyLog(log, join(place, 'whole.db'));
    const serving = await serve(copy);
    await until(() => JSON.parse(told(copy).out).scrub[0]?.rounds >= 1);
    const done = told(copy);
    assert.equal(done.code, 0);
    const { scrub: [scrub], size, tables } = JSON.parse(done.out);
    assert.deepEqual([scrub.damage, scrub.contradictions], [[], []]);
    assert.ok(scrub.last.events <= size && scrub.last.rows > 10);
    assert.match(tables, /^[0-9a-f]{64}$/);
    assert.equal(serving.err, '');
    assert.equal(await serving.end('SIGTERM'), 0);
    assert.match(expectCode(0, ['log', 'status', '--lang', 'en', '--db', url(copy)]).out, /Scrubber of tower: whole rounds [1-9]/);
  });

  test('finds a row that the events do not yield while the city is served, and says so everywhere', async () => {
    const copy = copyLog(log, join(place, 'changed.db'));
    sql(copy, `update case_list set state = 'Annulled'`);
    const serving = await serve(copy);
    await until(() => serving.err.includes('the scrubber found row_differs: case_list case/'));
    await until(() => told(copy).code === 6);
    assert.ok(JSON.parse(told(copy).out).scrub[0].damage.some((one) => one.finding === 'row_differs'));
    assert.equal(await serving.end('SIGTERM'), 0);
  });
});

// For a day its word stays; a round without a finding that began since says more.
describe('a node that is gone', () => {
  const state = (began, damage) => JSON.stringify({ rounds: 1, began, checked: 1, of: 1, damage,
    contradictions: [], last: { began, ended: began, events: 1, streams: 1, vault_records: 0, rows: 0, root: '' } });
  const said = (node, since, text) => `insert into node_state (name, state, since)
    values ('scrubber/${node}', '${text}', ${Date.parse(since)})`;
  const kFound = [{ finding: 'row_differs', place: 'case_list case/x' }];
  const status = (file, ...more) => gozin(['log', 'status', '--lang', 'en', ...more, '--db', url(file)]);

  test('leaves its finding standing until somebody has looked again', () => {
    const copy = copyLog(log, join(place, 'gone.db'));
    sql(copy, 'delete from node_state');
    sql(copy, said('gone', '2023-01-22T08:00:00.000Z', state('2023-01-22T07:50:00.000Z', kFound)));
    sql(copy, said('early', '2023-01-22T09:00:00.000Z', state('2023-01-22T07:55:00.000Z', [])));
    for (const more of [[], ['--json']]) assert.equal(status(copy, ...more).code, 6);
    sql(copy, said('late', '2023-01-22T09:00:00.000Z', state('2023-01-22T08:00:01.000Z', [])));
    for (const more of [[], ['--json']]) assert.equal(status(copy, ...more).code, 0);
    assert.match(status(copy).out, /case_list case\/x[^]*no longer so/);
  });
});

describe('the fingerprint of the read tables', () => {
  const fingerprint = (file) => JSON.parse(expectCode(0, ['log', 'status', '--json', '--db', url(file)]).out).tables;
  test('is the same after rebuilding, and another when a cell is', () => {
    const copy = copyLog(log, join(place, 'rebuilt.db'));
    assert.equal(fingerprint(copy), fingerprint(log));
    expectCode(0, ['db', 'rebuild', '--db', url(copy)]);
    assert.equal(fingerprint(copy), fingerprint(log));
    sql(copy, `update case_list set state = 'Annulled'`);
    assert.notEqual(fingerprint(copy), fingerprint(log));
  });
});
