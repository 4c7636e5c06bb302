// `gozin serve` as a process: its start, its end, and what it does where it cannot start.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  beginningOf, copyLog, expectCode, folder, gozin, kProgram, kScenarios, lines, play, Process, sql, url,
  writeStory,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const kPatienceMs = 10_000;

async function serve(file, listen = '127.0.0.1:0', env = {}) {
  const server = new Process(kProgram, ['serve', '--db', url(file), '--listen', listen], env);
  server.url = (await server.firstLine).trim();
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:[1-9]\d*\/$/);
  return server;
}

const get = (server, path) => fetch(new URL(path, server.url),
  { signal: AbortSignal.timeout(kPatienceMs) });

async function until(holds, patienceMs = 3 * kPatienceMs) {
  for (const begun = Date.now(); !holds(); await sleep(100))
    assert.ok(Date.now() - begun < patienceMs, `it does not come to pass: ${holds}`);
}

async function endsIn(server, signal) {
  const begun = Date.now();
  const code = await server.end(signal);
  assert.ok(Date.now() - begun < kPatienceMs, `it took ${Date.now() - begun} ms`);
  return code;
}

before(() => {
  play(join(kScenarios, 'karaj-1401.yaml'), log);
  // Or the first server would say that there is no account.
  expectCode(0, ['user', 'adopt', '--db', url(log)]);
});

describe('serve', () => {
  for (const signal of ['SIGTERM', 'SIGINT'])
    test(`answers on the port it prints and ends with 0 on ${signal}`, async () => {
      const server = await serve(log);
      assert.equal((await get(server, '/livez')).status, 200);
      assert.equal((await get(server, '/')).status, 200);
      assert.equal(await endsIn(server, signal), 0);
      assert.equal(server.err, '');
      assert.equal(lines(server.out).length, 1);
    });

  test('ends while connections are open', async () => {
    const server = await serve(log);
    const waiting = await Promise.all(Array.from({ length: 5 }, () => get(server, '/')));
    assert.ok(waiting.every((answer) => answer.status === 200));
    assert.equal(await endsIn(server, 'SIGTERM'), 0);
  });

  test('starts again after it was killed, on the same port', async () => {
    const file = copyLog(log, join(place, 'killed.db'));
    const first = await serve(file);
    const asked = Array.from({ length: 20 }, () => get(first, '/').catch(() => undefined));
    await asked[0];
    assert.equal(await endsIn(first, 'SIGKILL'), 'SIGKILL');
    await Promise.all(asked);
    const second = await serve(file, new URL(first.url).host);
    assert.equal((await get(second, '/livez')).status, 200);
    assert.equal(await endsIn(second, 'SIGTERM'), 0);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });

  test('says which address is taken', async () => {
    const server = await serve(log);
    const { host } = new URL(server.url);
    const second = gozin(['serve', '--db', url(copyLog(log, join(place, 'second.db'))),
      '--listen', host]);
    assert.equal(second.code, 1);
    assert.equal(lines(second.err).length, 1, second.err);
    assert.ok(second.err.includes(`cannot listen on ${host}`), second.err);
    assert.equal(second.out, '');
    assert.equal(await endsIn(server, 'SIGTERM'), 0);
  });

  test('serves while another program writes to the same database', async () => {
    const file = copyLog(log, join(place, 'shared.db'));
    const server = await serve(file);
    const before = sql(file, 'select count(*) as n from event')[0].n;
    const writing = new Process(kProgram,
      ['run', writeStory(join(place, 'registrations.yaml'), 100), '--db', url(file)]);
    let answers = 0;
    writing.ended.then(() => { writing.over = true; });
    for (; !writing.over; ++answers) assert.equal((await get(server, '/')).status, 200);
    assert.equal(await writing.ended, 0, writing.err);
    assert.ok(answers > 2, `${answers} answers while it wrote`);
    assert.equal(sql(file, 'select count(*) as n from event')[0].n, before + 100);
    assert.equal(await endsIn(server, 'SIGTERM'), 0);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });

  // The window of nominations closes while another program holds the database: late, not never.
  test('acts on a timer when a busy database is free again', async () => {
    const file = join(place, 'timer.db');
    play(beginningOf(join(kScenarios, 'karaj-1401.yaml'),
      '  # --- The window closes by itself', join(place, 'timer.yaml')), file);
    const closes = sql(file, 'select min(due) as due from timer where command = \'close_nominations\'')[0].due;
    const env = { GOZIN_DEMONSTRATION_TIME: new Date(closes - 2_000).toISOString() };
    const server = await serve(file, '127.0.0.1:0', env);
    const busy = spawn('sqlite3', [file], { stdio: ['pipe', 'pipe', 'inherit'] });
    const held = new Promise((done) => { busy.stdout.once('data', done); });
    busy.stdin.write('begin immediate;\nselect 1;\n');
    await held;
    await until(() => server.err.includes('timers wait'));
    busy.stdin.end('rollback;\n');
    const closed = 'select count(*) as n from event where type = \'NominationsClosed\'';
    await until(() => sql(file, closed)[0].n === 1, kPatienceMs);
    assert.equal(await endsIn(server, 'SIGTERM'), 0);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });

  test('refuses an address that is none, and a database that is not there', () => {
    const missing = join(place, 'missing.db');
    assert.equal(gozin(['serve', '--db', url(log), '--listen', 'nowhere']).code, 2);
    const none = gozin(['serve', '--db', url(missing), '--listen', '127.0.0.1:0']);
    assert.equal(none.code, 1);
    assert.ok(none.err.includes(missing), none.err);
  });
});
