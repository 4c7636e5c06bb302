// Ranges of the log whose cases are all over, in files of their own: whatever is asked for is as it
// was, nothing that was given out loses its proof, and a file that is gone is named.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cityBeforeVote, nodeOf, Visitor } from './city.mjs';
import { Servers } from './servers.mjs';
import {
  beginningOf, copyLog, expectCode, folder, gozin, kProgram, kScenarios, lines, play, Process,
  randomNumbers, sql, url, writeStory,
} from './support.mjs';

const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');
const kEvents = 256;
const kSmall = ['--events', String(kEvents), '--older-than', '0'];
const place = folder();
const servers = new Servers();
// The log as it was before, and the one whose ranges are detached.
const was = join(place, 'was.db');
const city = join(place, 'city.db');
const json = (args, db, env = {}) => lines(expectCode(0, [...args, '--json', '--db', db], { env }).out)
  .map((line) => JSON.parse(line));
const status = (db, env) => json(['log', 'status'], db, env)[0];
const archive = (db, ...options) => json(['log', 'archive', ...kSmall, ...options], db);
const fileOf = (db, first) => join(`${db}.archive`, `range-${first}-${first + kEvents - 1}.sqlite`);
const countOf = (db) => sql(db, 'select count(*) as n from event')[0].n;
// Events of cases go with their range; those of people, of the bodies and of the log stay at hand.
const kGoes = "stream like 'case/%'";
const goneIn = (ranges) => sql(was,
  `select count(*) as n from event where ${kGoes} and seq < ${ranges * kEvents}`)[0].n;

let size;
let shown;

// Registrations in the same log, later.
function goOn(db, commands) {
  const story = writeStory(join(place, 'more.yaml'), commands);
  writeFileSync(story, readFileSync(story, 'utf8').replace('gozin.long.example', 'gozin.karaj.example'));
  play(story, db);
}

before(() => {
  play(join(kScenarios, 'karaj-1401.yaml'), was);
  // An account is an event, too: only those of the story's people.
  expectCode(0, ['user', 'add', '--demo', '--db', url(was)]);
  goOn(was, 700);
  ({ size } = status(url(was)));
  assert.ok(size > 4 * kEvents);
  [{ items: [shown] }] = json(['case', 'list'], url(was));
  assert.equal(shown.state, 'Appointed');
  copyLog(was, city);
});

// What an auditor, a clerk and a machine ask for.
function asked(db, env) {
  const on = (...args) => expectCode(0, [...args, '--db', db], { env }).out;
  const { root, vkey, tables, size: events } = status(db, env);
  return {
    root, vkey, tables, events,
    list: on('case', 'list', '--json'),
    shown: on('case', 'show', shown.id),
    history: on('case', 'history', shown.id),
    replay: on('replay', shown.id),
    users: on('user', 'list', '--json'),
    receipts: [0, 100, kEvents - 1, kEvents, 300, 1_023, size - 1]
      .map((seq) => on('log', 'receipt', String(seq))),
    proofs: [0, 511, 512, size - 1].map((seq) => on('log', 'proof', String(seq))),
    consistency: [1, 200, kEvents, 700].map((old) => on('log', 'consistency', String(old))),
  };
}

function filesOf(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(files.map((one) => {
    const file = join(one.parentPath ?? one.path, one.name);
    return [file.slice(root.length), readFileSync(file, 'latin1')];
  }));
}

function exported(db, name, env) {
  const to = join(place, name);
  expectCode(0, ['log', 'export', to, '--db', db], { env });
  return to;
}

// RFC 6962: the root of leaves, and the head's line of the roots of perfect subtrees.
function treeOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return createHash('sha256').update('\x01').update(treeOf(leaves.slice(0, k)))
    .update(treeOf(leaves.slice(k))).digest();
}

function frontierOf(leaves) {
  const roots = [];
  for (let from = 0; from < leaves.length;) {
    const width = 2 ** Math.floor(Math.log2(leaves.length - from));
    roots.push(treeOf(leaves.slice(from, from + width)).toString('hex'));
    from += width;
  }
  return [leaves.length, ...roots].join(' ');
}

function expectWhole(db, env) {
  const [report] = json(['log', 'verify'], db, env);
  assert.deepEqual([report.damage, report.contradictions], [[], []]);
  return report;
}

describe('a log whose case is over', () => {
  let before;
  let kept;

  test('tells which ranges may go, and changes nothing by telling', () => {
    before = asked(url(city));
    kept = exported(url(city), 'export-before');
    const told = archive(url(city), '--dry-run');
    assert.deepEqual(told.map(({ first, last, state }) => [first, last, state]),
      [0, 1, 2, 3].map((n) => [n * kEvents, (n + 1) * kEvents - 1, 'may_be_detached']));
    assert.ok(!existsSync(`${city}.archive`));
    const young = json(['log', 'archive', '--events', String(kEvents), '--dry-run'], url(city));
    assert.deepEqual(young.map(({ why }) => why), Array(4).fill('too_young'));
  });

  test('is asked for everything as before when they have gone', () => {
    const done = archive(url(city));
    assert.deepEqual(done.map(({ state }) => state), Array(4).fill('detached'));
    assert.ok(goneIn(4) > kEvents);
    assert.equal(countOf(city), size - goneIn(4));
    for (const n of [0, 1, 2, 3]) assert.equal(statSync(fileOf(city, n * kEvents)).mode & 0o777, 0o600);
    assert.equal(statSync(`${city}.archive`).mode & 0o777, 0o700);
    assert.deepEqual(asked(url(city)), before);
    assert.deepEqual(archive(url(city)), []);
  });

  test('is verified as a whole, here and by those who have an export or a receipt', () => {
    assert.equal(expectWhole(url(city)).events, size);
    const now = exported(url(city), 'export-behind');
    assert.deepEqual(filesOf(now), filesOf(kept));
    const receipt = join(place, 'receipt.json');
    writeFileSync(receipt, before.receipts[4]);
    const done = spawnSync(kVerifier, [now, receipt], { env: {}, encoding: 'utf8' });
    assert.equal(done.status, 0, done.stdout + done.stderr);
    expectCode(0, ['log', 'verify', '--checkpoint', receipt, '--db', url(city)]);
    const dossier = join(place, 'dossier.json');
    expectCode(0, ['case', 'dossier', shown.id, '-o', dossier, '--db', url(city)]);
    expectCode(0, ['log', 'verify', '--checkpoint', dossier, '--db', url(city)]);
    expectCode(0, ['db', 'rebuild', '--db', url(city)]);
    assert.equal(status(url(city)).tables, before.tables);
  });

  test('is listed with its files', () => {
    for (const command of [['log', 'status'], ['db', 'status']]) {
      const [{ ranges }] = json(command, url(city));
      assert.deepEqual(ranges.map(({ first, last, file, to_delete: left }) => [first, last, file, left]),
        [0, 1, 2, 3].map((n) => [n * kEvents, (n + 1) * kEvents - 1, fileOf(city, n * kEvents), 0]));
    }
    for (const [language, word] of [['fa', 'رویدادهای 768'], ['en', 'Events 768 to 1,?023']])
      assert.match(expectCode(0, ['log', 'status', '--lang', language, '--db', url(city)]).out
        .replaceAll(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)), new RegExp(word));
  });

  test('is backed up and restored with every byte, without its files', () => {
    const backup = join(place, 'city.backup');
    expectCode(0, ['db', 'backup', backup, '--db', url(city)]);
    const restored = join(place, 'restored.db');
    expectCode(0, ['db', 'restore', backup, '--keys', `${city}.keys`, '--db', url(restored)]);
    const all = 'select * from event order by seq';
    assert.deepEqual(sql(restored, all), sql(was, all));
    assert.deepEqual(asked(url(restored)), before);
    assert.deepEqual(status(url(restored)).ranges, []);
  });

  test('goes on, and its next range follows', () => {
    goOn(city, 300);
    const told = archive(url(city));
    assert.deepEqual(told.map(({ first, state }) => [first, state]), [[4 * kEvents, 'detached']]);
    expectWhole(url(city));
    assert.equal(status(url(city)).ranges.length, 5);
  });
});

test('a case that still runs keeps the ranges that hold its events, and is named', () => {
  const running = join(place, 'running.db');
  play(beginningOf(join(kScenarios, 'karaj-1401.yaml'), '  - {by: [m9, m10, m11], as: body_member, do: cast_ballot',
    join(place, 'cut.yaml')), running);
  goOn(running, 600);
  const told = archive(url(running));
  const [{ items: [open] }] = json(['case', 'list'], url(running));
  assert.deepEqual(told.slice(0, 2).map(({ state, why }) => [state, why]),
    Array(2).fill(['stays', 'stream_goes_on']));
  assert.ok(told.slice(0, 2).every(({ stream }) => stream === open.id), JSON.stringify(told));
  assert.equal(told.at(-1).state, 'detached');
  expectWhole(url(running));
  const said = expectCode(0, ['log', 'archive', ...kSmall, '--lang', 'en', '--db', url(running)]).out;
  assert.match(said, /stay: case\/\S+ is not over/);
});

describe('a file of a range', () => {
  const copy = join(place, 'copy.db');
  const verify = (db) => gozin(['log', 'verify', '--json', '--db', url(db)]);
  const fresh = () => copyLog(city, copy);

  test('is missed by whoever verifies, by its name', () => {
    fresh();
    rmSync(fileOf(copy, kEvents));
    const found = verify(copy);
    assert.equal(found.code, 6, found.err);
    const { damage } = JSON.parse(found.out);
    assert.ok(damage.some(({ finding, place: where }) => finding === 'range_damaged'
      && where.includes('range-256-511.sqlite')), found.out);
    for (const needs of [['case', 'history', shown.id], ['log', 'receipt', '300'], ['log', 'export', join(place, 'none')]]) {
      const refused = gozin([...needs, '--db', url(copy)]);
      assert.equal(refused.code, 6, needs.join(' '));
      assert.match(refused.err, /range-256-511\.sqlite: it is not there/);
    }
    for (const goesOn of [['db', 'status'], ['user', 'list'], ['case', 'list']])
      expectCode(0, [...goesOn, '--db', url(copy)]);
  });

  test('is damage when a byte of it is another', (t) => {
    const random = randomNumbers(t);
    const file = fileOf(copy, 0);
    for (let i = 0; i < 12; ++i) {
      fresh();
      const bytes = readFileSync(file);
      // Where an event stands: its bytes begin so.
      const at = bytes.indexOf('{"actor"', Math.floor(random() * bytes.length * 0.8));
      bytes[at + 20 + Math.floor(random() * 100)] ^= 1;
      writeFileSync(file, bytes);
      const found = verify(copy);
      assert.equal(found.code, 6, `${at}: ${found.out}${found.err}`);
    }
  });

  test('is damage when rows of it are others, or it is that of another log', () => {
    const changes = ['delete from event where seq = 100', 'update event set rev = rev + 10000 where seq = 100',
      "update event set body = replace(body, '2', '3') where seq = 100", "update event set stream = 'log' where seq = 100"];
    for (const change of changes) {
      fresh();
      sql(fileOf(copy, 0), change);
      const found = verify(copy);
      assert.equal(found.code, 6, `${change}: ${found.out}${found.err}`);
    }
    fresh();
    sql(fileOf(copy, 0), "update log_range set deployment = 'another'");
    assert.equal(verify(copy).code, 6);
  });

  // By whoever could write to the database and the folder, and has no key.
  function forge(db, seq) {
    const ranges = status(url(db)).ranges.map(({ first }) => first);
    const first = seq - seq % kEvents;
    const leavesIn = (file, from) => sql(file, `select leaf from event where seq >= ${from} order by seq`)
      .map(({ leaf }) => Buffer.from(leaf, 'hex'));
    const [{ body }] = sql(fileOf(db, first), `select body from event where seq = ${seq}`);
    const forged = body.replace(/"cause":"(.)/, (_, c) => `"cause":"${c === 'x' ? 'y' : 'x'}`);
    assert.notEqual(forged, body);
    const leaf = createHash('sha256').update('\0').update(forged).digest('hex');
    sql(fileOf(db, first), `update event set body = '${forged.replaceAll("'", "''")}', leaf = '${leaf}' where seq = ${seq}`);
    const root = treeOf(leavesIn(fileOf(db, first), first)).toString('hex');
    for (const one of [fileOf(db, first), db])
      sql(one, `update log_range set root = '${root}' where first_seq = ${first}`);
    const leaves = [...ranges.flatMap((from) => leavesIn(fileOf(db, from), from)), ...leavesIn(db, ranges.length * kEvents)];
    sql(db, `update log_head set frontier = '${frontierOf(leaves)}'`);
  }

  test('is a contradiction when it was written anew, with all that follows from it but what is signed', () => {
    fresh();
    // The last event of the case, of which no other one holds the hash.
    forge(copy, sql(was, `select max(seq) as seq from event where ${kGoes}`)[0].seq);
    const found = verify(copy);
    assert.equal(found.code, 7, found.out);
    const { damage, contradictions } = JSON.parse(found.out);
    assert.deepEqual(damage, []);
    assert.ok(contradictions.some(({ finding }) => finding === 'root_differs'), found.out);
  });

  test('is not waited for when it is a pipe or has a journal beside it', () => {
    fresh();
    rmSync(fileOf(copy, 512));
    execFileSync('mkfifo', [fileOf(copy, 512)]);
    const found = verify(copy);
    assert.equal(found.code, 6);
    assert.match(found.out, /range-512-767\.sqlite: it is no plain file/);
    fresh();
    execFileSync('mkfifo', [`${fileOf(copy, 512)}-journal`]);
    assert.equal(verify(copy).code, 6);
  });
});

describe('a city without the file of a range', () => {
  const copy = join(place, 'served.db');
  const page = () => `/en/cases/${shown.id.split('/')[1]}`;
  const told = async (node, pattern) => {
    for (const begun = Date.now(); !pattern.test(node.err); await sleep(100))
      assert.ok(Date.now() - begun < 60_000, `nothing like ${pattern} in: ${node.err}`);
  };
  const since = (db) => Date.parse(status(url(db)).recorded ?? json(['db', 'status'], url(db))[0].recorded);

  test('opens, lets people in, names it to whoever needs it, and has it again without a restart', async (t) => {
    copyLog(city, copy);
    const from = since(copy);
    // In it are the beginning of the log, its key, and most of the people.
    const away = join(place, 'away');
    renameSync(fileOf(copy, 0), away);
    const people = json(['user', 'list'], url(copy));
    const ballots = sql(was, "select body from event where type = 'BallotOpened' order by seq");
    const member = people.find(({ person }) => person === JSON.parse(ballots.at(-1).body).data.present[0]);
    const node = await nodeOf({ db: url(copy), since: from });
    t.after(() => node.end('SIGKILL'));
    const visitor = await new Visitor().signIn(node.url, member.login);
    const statusOf = async (path) => (await fetch(new URL(path, node.url), { headers: { cookie: visitor.cookie } })).status;
    assert.equal(await statusOf('/en/inbox'), 200);
    assert.equal(await statusOf('/en'), 200);
    assert.equal(await statusOf('/checkpoint'), 200);
    assert.equal(await statusOf(page()), 500);
    await told(node, /"path":"[^"]*cases[^\n]*range-0-255\.sqlite|range-0-255\.sqlite[^\n]*cases/);
    assert.equal(await statusOf('/tile/0/000'), 500);
    await told(node, /the scrubber found range_damaged[^\n]*range-0-255\.sqlite: it is not there/);
    renameSync(away, fileOf(copy, 0));
    assert.equal(await statusOf(page()), 200);
    assert.equal(await statusOf('/tile/0/000'), 200);
    assert.equal(await node.end('SIGTERM'), 0, node.err);
    expectWhole(url(copy));
  });

  test('takes the votes on a case that runs', async (t) => {
    const voting = cityBeforeVote(url(join(place, 'voting.db')), place);
    const db = join(place, 'voting.db');
    goOn(db, 600);
    const detached = archive(url(db)).filter(({ state }) => state === 'detached');
    assert.ok(detached.length > 0);
    for (const { first } of detached) renameSync(fileOf(db, first), `${fileOf(db, first)}.away`);
    const node = await nodeOf({ ...voting, since: since(db) });
    t.after(() => node.end('SIGKILL'));
    const visitor = await new Visitor().signIn(node.url, voting.members[0]);
    const seq = await visitor.act(node.url, `${voting.path}/do/cast_ballot`,
      { role: 'body_member', ballot: voting.ballot, choice: 'yes', key: 'the-vote' });
    assert.ok(seq >= countOf(was) - 1_200);
    await visitor.read(node.url, `/en${voting.path}`);
    await told(node, /range-\d+-\d+\.sqlite: it is not there/);
    for (const { first } of detached) renameSync(`${fileOf(db, first)}.away`, fileOf(db, first));
    assert.equal(await node.end('SIGTERM'), 0, node.err);
    expectWhole(url(db));
  });
});

test('is killed at any moment and gone on with', async (t) => {
  const random = randomNumbers(t);
  const killed = copyLog(was, join(place, 'killed.db'));
  const expected = asked(url(killed));
  let kills = 0;
  for (let isDone = false; !isDone;) {
    const run = new Process(kProgram, ['log', 'archive', ...kSmall, '--db', url(killed)]);
    const waited = sleep(random() * 30 * (1 + kills / 8));
    isDone = await Promise.race([run.ended.then(() => true), waited.then(() => false)]);
    if (isDone) assert.equal(await run.ended, 0, run.err);
    else await run.end('SIGKILL');
    kills += isDone ? 0 : 1;
    assert.equal(expectWhole(url(killed)).events, size);
  }
  t.diagnostic(`${kills} kills`);
  assert.ok(kills > 3);
  assert.deepEqual(asked(url(killed)), expected);
  assert.equal(countOf(killed), size - goneIn(4));
  assert.deepEqual(readdirSync(`${killed}.archive`).filter((name) => name.endsWith('.part')), []);
});

test('whoever is erased is erased from detached ranges too', () => {
  const db = join(place, 'erasure.db');
  play(beginningOf(join(kScenarios, 'erasure.yaml'), '  # --- The clock does it', join(place, 'first.yaml')), db);
  const told = archive(url(db));
  assert.deepEqual(told.map(({ state }) => state), ['detached']);
  const later = join(place, 'later.yaml');
  writeFileSync(later, 'story: later\norigin: gozin.baqershahr.example\nstarts: 1412-10-28 08:00\nsteps:\n'
    + '  - {by: operator, do: open_budget_line, with: {code: later, title: "later", amount: 1}}\n');
  play(later, db);
  const report = expectWhole(url(db));
  assert.equal(report.erasures.length, 2);
  assert.ok(report.erasures.every(({ records }) => records > 0));
  const bytes = readFileSync(fileOf(db, 0), 'latin1');
  assert.ok(!bytes.includes(Buffer.from('داود فلاحی').toString('latin1')));
  const [{ items: [own] }] = json(['case', 'list'], url(db));
  assert.match(expectCode(0, ['replay', own.id, '--lang', 'en', '--db', url(db)]).out, /agree/);
  assert.match(expectCode(0, ['case', 'show', own.id, '--lang', 'en', '--db', url(db)]).out, /erased \(/);
});

for (const kind of ['postgresql', 'mysql'])
  test(`is the same on ${kind}, in a folder that is named`, () => {
    const db = servers.database(kind);
    const backup = join(place, `${kind}.backup`);
    expectCode(0, ['db', 'backup', backup, '--db', url(was)]);
    expectCode(0, ['db', 'restore', backup, '--keys', `${was}.keys`, '--db', db]);
    const expected = asked(db);
    const unnamed = gozin(['log', 'archive', ...kSmall, '--db', db]);
    assert.equal(unnamed.code, 1);
    assert.match(unnamed.err, /not configured/);

    const env = { GOZIN_ARCHIVE: join(place, `${kind}.archive`) };
    const told = json(['log', 'archive', ...kSmall], db, env);
    assert.deepEqual(told.map(({ state }) => state), Array(4).fill('detached'));
    assert.equal(Number(servers.value(kind, db, 'select count(*) from event')), size - goneIn(4));
    assert.deepEqual(asked(db, env), expected);
    expectWhole(db, env);
    assert.deepEqual(filesOf(exported(db, `${kind}.export`, env)), filesOf(exported(url(was), `${kind}.was`)));
    const again = join(place, `${kind}.again`);
    expectCode(0, ['db', 'backup', again, '--db', db], { env });
    const all = 'select * from event order by seq';
    assert.deepEqual(sql(again, all), sql(was, all));
    for (const command of [['case', 'list'], ['log', 'verify'], ['db', 'backup', `${again}.more`]]) {
      const forgotten = gozin([...command, '--db', db]);
      assert.equal(forgotten.code, 1, command.join(' '));
      assert.match(forgotten.err, /not configured/);
    }
  });
