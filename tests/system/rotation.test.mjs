// The key that signs for a log is rotated: what was given out before holds, what comes bears the
// next key, and nobody is asked to believe it without the former key's word.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  copyLog, expectCode, folder, gozin, kProgram, kScenarios, Process, play, sql, url, writeStory,
} from './support.mjs';

const place = folder();
const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');
const at = (name) => join(place, name);
const before0 = at('before.db');
const log = at('log.db');
const exported = at('export');
const former = {};
let vkey;
let rotatedAt;

const on = (file, ...args) => expectCode(0, [...args, '--db', url(file)]).out;
const statusOf = (file) => JSON.parse(on(file, 'log', 'status', '--json'));
const keyOf = (file) => readFileSync(join(`${file}.keys`, 'log.key'));
const hasNext = (file) => existsSync(join(`${file}.keys`, 'log.next'));
const checkpointsOf = (file) => sql(file, 'select size, note from checkpoint order by size');
const linesOf = (note) => note.split('\n').filter((line) => line.startsWith('— '));
const idOf = (key) => Buffer.from(key.split('+')[1], 'hex');
const bears = (note, key) => linesOf(note).some((line) => Buffer.from(line.split(' ')[2], 'base64')
  .subarray(0, 4).equals(idOf(key)));
const without = (note, key) => note.split('\n')
  .filter((line) => !(line.startsWith('— ') && bears(`${line}\n`, key))).join('\n');

// One more event, as the operator of the machine.
const registered = (file) => sql(file,
  "select stream from event where type = 'PersonRegistered' order by seq")
  .map((row) => row.stream.split('/')[1]);
let asked = 0;
function act(file) {
  expectCode(0, ['erase', registered(file)[asked++], '--reason', 'moved away', '--db', url(file)]);
}

// A key of the same name that the log has never named.
function strange() {
  const [name] = former.vkey.split('+');
  const raw = Buffer.concat([Buffer.from([1]), Buffer.alloc(32, 9)]);
  const id = createHash('sha256').update(`${name}\n`).update(raw).digest().subarray(0, 4);
  return `${name}+${id.toString('hex')}+${raw.toString('base64')}`;
}

function verifier(code, ...args) {
  const done = spawnSync(kVerifier, args, { cwd: place, env: {}, encoding: 'utf8' });
  assert.equal(done.status, code, `gozin-verify ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout + done.stderr;
}

before(() => {
  play(writeStory(at('story.yaml'), 40), log);
  former.vkey = statusOf(log).vkey;
  former.seed = keyOf(log);
  former.checkpoint = on(log, 'log', 'checkpoint');
  writeFileSync(at('former.checkpoint'), former.checkpoint);
  writeFileSync(at('former.receipt'), on(log, 'log', 'receipt', '7'));
  on(log, 'log', 'export', exported);
  copyLog(log, before0);
  ({ vkey } = JSON.parse(on(log, 'log', 'rotate-key', '--json')));
  rotatedAt = sql(log, "select seq from event where type = 'SigningKeyRotated'")[0].seq;
  act(log);
  on(log, 'log', 'checkpoint');
});

describe('a rotated signing key', () => {
  test('is another one, of which the former file is gone', () => {
    assert.notEqual(vkey, former.vkey);
    assert.equal(statusOf(log).vkey, vkey);
    assert.equal(vkey.split('+')[0], former.vkey.split('+')[0]);
    assert.ok(!keyOf(log).equals(former.seed));
    assert.ok(!hasNext(log));
  });

  test('is handed over by a checkpoint that bears both, and then signs alone', () => {
    const all = checkpointsOf(log);
    for (const { size, note } of all.filter((one) => one.size <= rotatedAt))
      assert.deepEqual([bears(note, former.vkey), bears(note, vkey)], [true, false], String(size));
    const behind = all.filter((one) => one.size > rotatedAt);
    assert.ok(behind.length >= 2);
    assert.deepEqual([bears(behind[0].note, former.vkey), bears(behind[0].note, vkey)],
      [true, true]);
    for (const { note } of behind.slice(1))
      assert.deepEqual([bears(note, former.vkey), bears(note, vkey)], [false, true]);
  });

  test('leaves a sound log, held to what was given out before', () => {
    on(log, 'log', 'verify');
    on(log, 'log', 'verify', '--checkpoint', at('former.checkpoint'));
    on(log, 'log', 'verify', '--checkpoint', at('former.receipt'));
    on(log, 'log', 'consistency', at('former.checkpoint'));
  });

  test('extends an earlier export, which is sound under either key', () => {
    on(log, 'log', 'export', exported);
    verifier(0, exported);
    verifier(0, '--vkey', vkey, exported, 'former.checkpoint', 'former.receipt');
    verifier(0, '--vkey', former.vkey, exported, 'former.checkpoint', 'former.receipt');
    verifier(6, '--vkey', strange(), exported);
  });

  test('signs receipts from then on, as those of before stay under the former', () => {
    writeFileSync(at('between.receipt'), on(log, 'log', 'receipt', String(rotatedAt)));
    verifier(0, '--vkey', vkey, 'between.receipt');
    verifier(0, '--vkey', former.vkey, 'between.receipt');
    writeFileSync(at('new.receipt'), on(log, 'log', 'receipt', String(rotatedAt + 1)));
    verifier(0, '--vkey', vkey, 'new.receipt');
    verifier(6, '--vkey', former.vkey, 'new.receipt');
    verifier(0, '--vkey', former.vkey, 'former.receipt');
    verifier(6, '--vkey', vkey, 'former.receipt');
    verifier(0, '--vkey', vkey, '--vkey', former.vkey, 'former.receipt', 'new.receipt');
    writeFileSync(at('from-former'), on(log, 'log', 'consistency', at('former.checkpoint')));
    verifier(0, '--vkey', former.vkey, '--vkey', vkey, 'former.checkpoint', 'from-former');
    verifier(2, '--vkey', former.vkey, '--vkey', vkey.replace(/^/, 'other.'), 'former.receipt');
  });

  test('is not believed where the former key has not signed for it', () => {
    const file = copyLog(log, at('unsigned.db'));
    const first = checkpointsOf(file).find((one) => one.size > rotatedAt);
    sql(file, `update checkpoint set note = '${without(first.note, former.vkey)}'
      where size = ${first.size}`);
    const said = expectCode(6, ['log', 'verify', '--db', url(file)]);
    assert.match(said.out + said.err, /does not bear both keys/);
  });

  test('is not believed in an export where the former key has not signed for it', () => {
    const copy = at('unsigned-export');
    cpSync(exported, copy, { recursive: true });
    const kept = join(copy, 'checkpoints/000');
    const first = checkpointsOf(log).find((one) => one.size > rotatedAt);
    const bytes = readFileSync(kept, 'utf8');
    assert.ok(bytes.includes(first.note));
    writeFileSync(kept, bytes.replace(first.note, without(first.note, former.vkey)));
    assert.match(verifier(6, copy), /does not bear both keys/);
  });

  test('alone signs behind the rotation: a tree under the former key is damage', () => {
    const copy = at('former-export');
    cpSync(exported, copy, { recursive: true });
    const first = checkpointsOf(log).find((one) => one.size > rotatedAt);
    writeFileSync(at('former-alone'), without(first.note, vkey));
    assert.match(verifier(6, copy, 'former-alone'), /has not signed/);
    assert.equal(gozin(['log', 'verify', '--checkpoint', at('former-alone'), '--db', url(log)]).code,
      6);
  });

  test('is rotated again', () => {
    const file = copyLog(log, at('again.db'));
    const said = expectCode(0, ['log', 'rotate-key', '--lang', 'en', '--db', url(file)]);
    const third = statusOf(file).vkey;
    assert.ok(said.out.includes('Signing key rotated') && said.out.includes(third), said.out);
    assert.match(said.err, /Publish the new verifier key/);
    assert.ok(third !== vkey && third !== former.vkey);
    on(file, 'log', 'verify', '--checkpoint', at('former.checkpoint'));
    const copy = at('again-export');
    cpSync(exported, copy, { recursive: true });
    on(file, 'log', 'export', copy);
    for (const key of [former.vkey, vkey, third]) verifier(0, '--vkey', key, copy);
  });
});

// The keys' folder as a kill between two steps of the rotation leaves it.
function interrupted(name, { database, current, next }) {
  const file = copyLog(database, at(name));
  writeFileSync(join(`${file}.keys`, 'log.key'), current);
  if (next) writeFileSync(join(`${file}.keys`, 'log.next'), next, { mode: 0o600 });
  return file;
}

describe('a rotation that is killed', () => {
  test('before it is recorded, begins with the key that was made', () => {
    const file = interrupted('made.db',
      { database: before0, current: former.seed, next: keyOf(log) });
    act(file);
    assert.ok(!bears(on(file, 'log', 'checkpoint'), vkey));
    on(file, 'log', 'rotate-key');
    assert.equal(statusOf(file).vkey, vkey);
    on(file, 'log', 'verify');
  });

  test('before the former key is destroyed, goes on under both and ends when it is asked for', () => {
    const file = interrupted('recorded.db',
      { database: log, current: former.seed, next: keyOf(log) });
    act(file);
    const signed = on(file, 'log', 'checkpoint');
    assert.deepEqual([bears(signed, former.vkey), bears(signed, vkey)], [true, true]);
    const events = statusOf(file).size;
    on(file, 'log', 'rotate-key');
    assert.equal(statusOf(file).size, events);
    assert.ok(!hasNext(file));
    assert.ok(keyOf(file).equals(keyOf(log)));
    on(file, 'log', 'verify');
  });

  test('while the former key is written over, ends with the next one', () => {
    const file = interrupted('overwritten.db',
      { database: log, current: Buffer.alloc(32, 7), next: keyOf(log) });
    on(file, 'log', 'rotate-key');
    assert.equal(statusOf(file).vkey, vkey);
    assert.ok(keyOf(file).equals(keyOf(log)));
    on(file, 'log', 'verify');
  });
});

describe('two rotations at once', () => {
  test('leave a log that is sound and that the key at hand signs', async () => {
    const file = copyLog(before0, at('twice.db'));
    const both = [1, 2].map(() => new Process(kProgram,
      ['log', 'rotate-key', '--json', '--db', url(file)]));
    const codes = await Promise.all(both.map((one) => one.ended));
    assert.ok(codes.includes(0), both.map((one) => one.err).join());
    act(file);
    on(file, 'log', 'verify');
    assert.ok(!hasNext(file));
  });
});

describe('a log whose key is not at hand', () => {
  test('takes nothing more, says which key it wants, and can be verified', () => {
    const file = interrupted('old-keys.db', { database: log, current: former.seed });
    const size = sql(file, 'select size from log_head')[0].size;
    const said = gozin(['erase', registered(file)[30], '--reason', 'x', '--db', url(file)]);
    assert.equal(said.code, 1, said.err);
    assert.ok(said.err.includes(vkey), said.err);
    assert.equal(sql(file, 'select size from log_head')[0].size, size);
    assert.equal(gozin(['log', 'verify', '--db', url(file)]).code, 0);
  });
});

describe('a server', () => {
  test('seals dossiers by the key that another process has rotated, before anything is written', async () => {
    const file = at('city.db');
    play(join(kScenarios, 'karaj-1401.yaml'), file);
    expectCode(0, ['user', 'add', '--demo', '--db', url(file)]);
    const people = expectCode(0, ['user', 'list', '--json', '--db', url(file)]).out
      .split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const { login } = people.find((one) => one.name === 'هومن صادقی' && one.login);
    const { items } = JSON.parse(on(file, 'case', 'list', '--json'));
    const server = new Process(kProgram, ['serve', '--db', url(file), '--listen', '127.0.0.1:0'],
      { GOZIN_DEMONSTRATION_TIME: '2023-01-22T07:00:00.000Z' });
    const address = (await server.firstLine).trim();
    on(file, 'log', 'rotate-key');
    const signedIn = await fetch(new URL('/en/sign-in', address), {
      method: 'POST', redirect: 'manual', headers: { origin: new URL(address).origin },
      body: new URLSearchParams({ user: login, password: 'gozin-demonstration' }) });
    const cookie = signedIn.headers.getSetCookie().find((one) => one.startsWith('__Host-sid='))
      .split(';')[0];
    const answer = await fetch(new URL(`/en/cases/${items[0].id.split('/')[1]}/dossier.json`, address),
      { headers: { cookie } });
    assert.equal(answer.status, 200, server.err);
    writeFileSync(at('served-dossier.json'), Buffer.from(await answer.arrayBuffer()));
    verifier(0, '--vkey', statusOf(file).vkey, 'served-dossier.json');
    assert.equal(await server.end('SIGTERM'), 0, server.err);
  });

  test('goes on with the key that another process has rotated', async () => {
    const file = copyLog(before0, at('served.db'));
    const server = new Process(kProgram, ['serve', '--db', url(file), '--listen', '127.0.0.1:0']);
    const address = (await server.firstLine).trim();
    on(file, 'log', 'rotate-key');
    const next = statusOf(file).vkey;
    act(file);
    const served = async () => (await fetch(new URL('checkpoint', address))).text();
    const wanted = statusOf(file).size;
    for (let i = 0; Number((await served()).split('\n')[1]) < wanted; ++i) {
      assert.ok(i < 100, server.err);
      await pause(100);
    }
    assert.ok(bears(await served(), next));
    assert.equal(await server.end('SIGTERM'), 0, server.err);
    on(file, 'log', 'verify');
  });
});
