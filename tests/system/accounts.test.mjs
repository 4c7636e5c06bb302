// Which account is whose stands in the log. Whoever can write the tables of the database and nothing
// else signs in as nobody, and is found.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  beginningOf, copyLog, expectCode, folder, gozin, kProgram, kScenarios, lines, play, Process, sql, url,
} from './support.mjs';

const kPassword = 'gozin-demonstration';
const kOther = 'another horse entirely';
const place = folder();
const city = join(place, 'city.db');
let log;
let server;
let mine;
let mayors;

const json = (text) => lines(text).map((line) => JSON.parse(line));
const bodies = (file, type) =>
  sql(file, `select body from event where type = '${type}' order by seq`).map((row) => JSON.parse(row.body));
const rowOf = (file, login) => sql(file, `select * from account where login = '${login}'`)[0];
const quoted = (value) => (typeof value === 'string' ? `'${value}'` : String(value));
const insert = (file, row) => sql(file,
  `insert into account (login, person, password, created) values (${
    [row.login, row.person, row.password, row.created].map(quoted)})`);
const user = (file, ...args) => gozin(['user', ...args, '--lang', 'en', '--db', url(file)], { input: `${kOther}\n` });

// What is found, by `log verify`: [finding, place] of each.
function found(file) {
  const done = gozin(['log', 'verify', '--json', '--db', url(file)]);
  const { damage } = JSON.parse(done.out);
  assert.equal(done.code, damage.length > 0 ? 6 : 0, done.out);
  return damage.map((one) => [one.finding, one.place]).sort();
}

async function serve(file) {
  const started = new Process(kProgram, ['serve', '--db', url(file), '--listen', '127.0.0.1:0'],
    { GOZIN_DEMONSTRATION_TIME: '2023-01-22T07:00:00.000Z', GOZIN_NODE: 'tower' });
  started.url = (await started.firstLine).trim();
  return started;
}

// The cookie of a session; nothing where one is not let in.
async function signIn(login, password = kPassword) {
  const ask = () => fetch(new URL('/en/sign-in', server.url), {
    method: 'POST', redirect: 'manual', headers: { origin: new URL(server.url).origin },
    body: new URLSearchParams({ user: login, password }) });
  let answer = await ask();
  // The register is still being read.
  for (; answer.status === 503; answer = await ask()) await sleep(200);
  if (answer.status === 422) return undefined;
  assert.equal(answer.status, 303);
  return answer.headers.getSetCookie().find((one) => one.startsWith('__Host-sid=')).split(';')[0];
}

const isIn = async (cookie) => (await fetch(new URL('/en/inbox', server.url),
  { redirect: 'manual', headers: { cookie } })).status === 200;

async function until(holds, more = '') {
  for (const begun = Date.now(); !(await holds()); await sleep(200))
    assert.ok(Date.now() - begun < 60_000, `it does not come to pass: ${holds}${more}`);
}

// A copy of the city that is served while the test goes on.
async function onCopy(name, work) {
  log = copyLog(city, join(place, `${name}.db`));
  server = await serve(log);
  try {
    await work();
  } finally {
    await server.end('SIGTERM');
  }
}

before(() => {
  play(join(kScenarios, 'karaj-1401.yaml'), city);
  expectCode(0, ['user', 'add', '--demo', '--db', url(city)]);
  const people = json(expectCode(0, ['user', 'list', '--json', '--db', url(city)]).out);
  mine = people.find((one) => one.login === 'finance');
  mayors = people.find((one) => one.login === 'mayor');
});

describe('an account in the log', () => {
  test('is there under an id, with neither its login nor what it is signed in by', () => {
    const accounts = sql(city, 'select * from account');
    const events = bodies(city, 'AccountBound');
    assert.deepEqual(bodies(city, 'AccountsAdopted').map((event) => event.data), [{ count: 0 }]);
    assert.deepEqual(events.map((event) => event.data.person).sort(), accounts.map((row) => row.person).sort());
    const text = JSON.stringify(events);
    for (const { login, password } of accounts)
      for (const secret of [`"${login}"`, password, createHash('sha256').update(password).digest('hex')])
        assert.ok(!text.includes(secret), secret);
    assert.deepEqual(found(city), []);
    assert.equal(user(city, 'adopt').code, 4);
  });

  test('lets nobody in as somebody else by a changed row', async () => {
    await onCopy('person', async () => {
      const cookie = await signIn('finance');
      sql(log, `update account set person = '${mayors.person}' where login = 'finance'`);
      assert.equal(await isIn(cookie), false);
      assert.equal(await signIn('finance'), undefined);
      await until(() => server.err.includes(`the account of person/${mayors.person} is not what the log says`));
      sql(log, `update account set person = '${mine.person}' where login = 'finance'`);
      assert.ok(await isIn(await signIn('finance')));
    });
  });

  test('lets nobody in as somebody else by another password in the row', async () => {
    await onCopy('password', async () => {
      expectCode(0, ['user', 'passwd', 'finance', '--db', url(log)], { input: `${kOther}\n` });
      const { password } = rowOf(log, 'finance');
      assert.equal(await signIn('finance'), undefined);
      assert.ok(await isIn(await signIn('finance', kOther)));
      assert.equal(bodies(log, 'CredentialsReplaced').at(-1).data.person, mine.person);
      assert.deepEqual(found(log), []);
      sql(log, `update account set password = '${password}' where login = 'mayor'`);
      assert.equal(await signIn('mayor', kOther), undefined);
      assert.deepEqual(found(log), [['account_differs', `account of person/${mayors.person}`]]);
      await until(() => server.err.includes(`the scrubber found account_differs: account of person/${mayors.person}`));
      const status = () => gozin(['log', 'status', '--json', '--db', url(log)]);
      await until(() => status().code === 6);
      assert.ok(JSON.parse(status().out).scrub[0].damage.some((one) => one.finding === 'account_differs'));
    });
  });

  test('lets nobody in by a session that the program did not begin', async () => {
    await onCopy('session', async () => {
      const secret = 'ab'.repeat(32);
      const own = await signIn('finance');
      const [row] = sql(log, "select * from login_session where login = 'finance'");
      sql(log, `insert into login_session (id, login, csrf, created, seen) values ('${
        createHash('sha256').update(secret).digest('hex')}', 'mayor', '${row.csrf}', ${row.created}, ${row.seen})`);
      assert.equal(await isIn(`__Host-sid=${secret}`), false);
      assert.ok(await isIn(own));
      sql(log, `update login_session set login = 'mayor' where id = '${row.id}'`);
      assert.equal(await isIn(own), false);
    });
  });

  test('is missed when its row is taken away', () => {
    const copy = copyLog(city, join(place, 'gone.db'));
    sql(copy, "delete from account where login = 'mayor'");
    assert.deepEqual(found(copy), [['account_missing', `account of person/${mayors.person}`]]);
    // Whoever keeps the program gives it anew.
    const added = user(copy, 'add', 'mayor', '--person', mayors.person);
    assert.equal(added.code, 0, added.err);
    assert.equal(bodies(copy, 'AccountClosed').length, 1);
    assert.deepEqual(found(copy), []);
  });

  test('is closed for good, whatever row comes back', async () => {
    await onCopy('closed', async () => {
      const row = rowOf(log, 'finance');
      const cookie = await signIn('finance');
      assert.equal(user(log, 'close', 'finance').code, 0);
      assert.equal(await isIn(cookie), false);
      assert.deepEqual(found(log), []);
      insert(log, row);
      await until(async () => (await signIn('finance')) === undefined);
      assert.deepEqual(found(log), [['account_differs', `account of person/${mine.person}`]]);
      // Neither does another password make it one.
      assert.notEqual(user(log, 'passwd', 'finance').code, 0);
      assert.equal(user(log, 'close', 'finance').code, 0);
      assert.deepEqual(found(log), []);
    });
  });
});

describe('accounts of before the log kept any', () => {
  const old = () => {
    const file = join(place, `old-${Math.random()}.db`);
    play(join(kScenarios, 'karaj-1401.yaml'), file);
    const { person } = JSON.parse(sql(file,
      "select body from event where type = 'PersonRegistered' limit 1")[0].body).data;
    insert(file, { ...rowOf(city, 'finance'), login: 'before', person });
    return { file, person };
  };

  test('are believed until their adoption, and are in the log from then on', async () => {
    const { file, person } = old();
    log = file;
    server = await serve(file);
    try {
      assert.ok(await isIn(await signIn('before')));
      assert.match(server.err, /gozin user adopt/);
      const early = user(file, 'add', 'another', '--person', person);
      assert.match(early.err, /\[accounts_must_be_adopted\]/);
      assert.match(user(file, 'adopt').out, /: 1/);
      assert.deepEqual(bodies(file, 'AccountBound').map(({ data }) => [data.person, data.adopted]), [[person, true]]);
      assert.deepEqual(bodies(file, 'AccountsAdopted').map(({ data }) => data.count), [1]);
      await until(async () => isIn(await signIn('before')));
      insert(file, { ...rowOf(file, 'before'), login: 'behind' });
      await until(async () => (await signIn('behind')) === undefined);
      assert.match(user(file, 'adopt').err, /\[accounts_must_be_adopted_once\]/);
    } finally {
      await server.end('SIGTERM');
    }
  });

  test('are none where a new city is served first', async () => {
    const file = join(place, 'new.db');
    play(join(kScenarios, 'karaj-1401.yaml'), file);
    const serving = await serve(file);
    await until(() => bodies(file, 'AccountsAdopted').length === 1);
    await serving.end('SIGTERM');
    assert.deepEqual(bodies(file, 'AccountsAdopted').map(({ data, actor }) => [data.count, actor]), [[0, 'clock']]);
    assert.equal(serving.err, '');
  });
});

describe('the index of national ids', () => {
  const kNationalId = '0084575948';
  const file = join(place, 'index.db');
  before(() => play(beginningOf(join(kScenarios, 'erasure.yaml'), '  # --- The clock does it',
    join(place, 'index.yaml')), file));

  test('is held to the vault: nobody is hidden from it, and nobody found by another\'s', () => {
    assert.deepEqual(found(file), []);
    const [{ person }] = sql(file, 'select person from person_lookup');
    const others = bodies(file, 'PersonRegistered').map((event) => event.data.person).find((one) => one !== person);
    const changed = (change) => {
      const copy = copyLog(file, join(place, `index-${Math.random()}.db`));
      sql(copy, change);
      return found(copy);
    };
    assert.deepEqual(changed('delete from person_lookup'), [['lookup_missing', `look-up of person/${person}`]]);
    assert.deepEqual(changed(`update person_lookup set person = '${others}'`),
      [['lookup_differs', `look-up of person/${others}`]]);
    assert.deepEqual(changed(`insert into person_lookup values ('${'0'.repeat(64)}', '${others}')`),
      [['lookup_differs', `look-up of person/${others}`]]);
  });

  test('is asked by nobody who does not stand in the access journal', () => {
    const read = () => json(expectCode(0, ['log', 'access', '--json', '--db', url(file)]).out)
      .map((one) => one.page);
    gozin(['erase', kNationalId, '--reason', 'at her own wish', '--db', url(file)]);
    assert.ok(read().includes('erase by national id'));
    const list = join(place, 'holders.csv');
    writeFileSync(list, `post,national_id,acting,from,until,reference\nhead,${kNationalId},no,1401-01-01,,1/1\n`);
    gozin(['import', 'holders', list, '--source', 'book 4', '--db', url(file)]);
    assert.ok(read().includes('import holders'));
  });
});
