// Real witnesses beside real logs: what they cosign and refuse, what is left of them when they are
// killed, and how a city that shows two histories is caught.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  copyLog, expectCode, folder, gozin, kProgram, lines, play, Process, randomNumbers, sql, url,
  writeStory,
} from './support.mjs';

const kPatienceMs = 20_000;
const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');
const place = folder();
const base = join(place, 'base.db');
const story = writeStory(join(place, 'story.yaml'), 3);

const statusOf = (file, code = 0, env = {}) => JSON.parse(
  expectCode(code, ['log', 'status', '--json', '--db', url(file)], { env }).out);
// The body of a request to a witness: what `gozin log consistency` prints.
const requestFrom = (file, old) => expectCode(0,
  ['log', 'consistency', String(old), '--db', url(file)]).out;
const noteIn = (request) => request.slice(request.indexOf('\n\n') + 2);
const write = (name, text) => {
  writeFileSync(join(place, name), text);
  return join(place, name);
};

// The same with one letter near its end turned into another.
const turned = (text) => text.slice(0, -20) + (text.at(-20) === 'A' ? 'B' : 'A') + text.slice(-19);

function verifier(...args) {
  const done = spawnSync(kVerifier, args, { cwd: place, env: {}, encoding: 'utf8' });
  assert.equal(done.error, undefined, String(done.error));
  return { code: done.status, out: done.stdout + done.stderr };
}

function expectVerdict(code, ...args) {
  const done = verifier(...args);
  assert.equal(done.code, code, `gozin-verify ${args.join(' ')}\n${done.out}`);
  return done.out;
}

async function until(holds, saying) {
  for (const begun = Date.now(); !(await holds()); await sleep(100))
    assert.ok(Date.now() - begun < kPatienceMs, `it does not come to pass: ${saying()}`);
}

// A port that nobody has at the moment.
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  const { port } = server.address();
  await new Promise((done) => { server.close(done); });
  return port;
}

// A witness for these logs, with its state in a folder of that name.
class Witness {
  constructor(name, vkeys, listen = '127.0.0.1:0') {
    const logs = vkeys.map((vkey) => `log ${vkey}\n`).join('');
    this.state = join(place, name);
    this.args = ['log', 'witness', '--policy', write(`${name}.logs`, `${logs}quorum none\n`),
      '--state', this.state, '--name', `${name}.example/witness`, '--listen', listen];
  }

  async start() {
    this.process = new Process(kProgram, this.args);
    await this.process.firstLine;
    await until(() => lines(this.process.out).length > 1, () => this.process.err);
    [this.vkey, this.url] = lines(this.process.out);
    return this;
  }

  // { status, type, text }
  async ask(body, path = 'add-checkpoint', method = 'POST') {
    const answer = await fetch(new URL(path, this.url),
      { method, body, signal: AbortSignal.timeout(kPatienceMs) });
    return { status: answer.status, type: answer.headers.get('content-type'),
      text: await answer.text() };
  }

  end(signal = 'SIGTERM') { return this.process.end(signal); }
  journal() { return lines(this.process.err).map((line) => JSON.parse(line)); }
}

const policyOf = (name, witness, log = '') => write(`${name}.policy`,
  `${log === '' ? '' : `log ${log}\n`}witness ${name} ${witness.vkey} ${witness.url}\n`
  + `quorum ${name}\n`);

async function serve(file, policy) {
  const server = new Process(kProgram,
    ['serve', '--db', url(file), '--listen', '127.0.0.1:0'], { GOZIN_WITNESSES: policy });
  server.url = (await server.firstLine).trim();
  return server;
}

// C2SP tlog-cosignature, read a second time: the time at which the key cosigned the note.
function cosignedAt(note, vkey) {
  const [, name, id, base64] = vkey.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/);
  const raw = Buffer.from(base64, 'base64');
  assert.equal(raw[0], 4);
  assert.equal(createHash('sha256').update(`${name}\n`).update(raw).digest('hex').slice(0, 8), id);
  const end = note.indexOf('\n\n') + 1;
  const line = note.slice(end + 1).split('\n').find((one) => one.startsWith(`— ${name} `));
  if (line === undefined) return undefined;
  const bytes = Buffer.from(line.split(' ')[2], 'base64');
  assert.equal(bytes.subarray(0, 4).toString('hex'), id);
  const time = bytes.readBigUInt64BE(4);
  const key = createPublicKey({ format: 'der', type: 'spki',
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]) });
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${note.slice(0, end)}`);
  assert.ok(verifySignature(null, message, key, bytes.subarray(12)), 'the cosignature is wrong');
  return Number(time);
}

let vkey;
let size;

// Two histories with the same key, of as many events, that part after the base.
function fork(name) {
  const one = copyLog(base, join(place, `${name}-one.db`));
  const other = copyLog(base, join(place, `${name}-other.db`));
  for (const file of [one, other]) play(story, file, '--quiet');
  const [mine, theirs] = [statusOf(one), statusOf(other)];
  assert.equal(mine.size, theirs.size);
  assert.notEqual(mine.root, theirs.root);
  return { one, other, size: mine.size };
}

before(() => {
  play(story, base, '--quiet');
  // Or the first server would say that there is no account.
  expectCode(0, ['user', 'adopt', '--db', url(base)]);
  ({ vkey, size } = statusOf(base));
});

describe('a log with a witness', () => {
  test('has its checkpoints cosigned, shown, served, exported and verified', async () => {
    const file = copyLog(base, join(place, 'cosigned.db'));
    const court = await new Witness('court', [vkey]).start();
    const policy = policyOf('court', court, vkey);
    const env = { GOZIN_WITNESSES: policy };
    const server = await serve(file, policy);
    await until(() => statusOf(file, 0, env).quorum, () => server.err);
    // What is recorded later is cosigned by itself.
    play(story, file, '--quiet');
    await until(() => statusOf(file, 0, env).quorum, () => server.err);

    const grown = statusOf(file, 0, env);
    assert.ok(grown.size > size);
    assert.equal(grown.witnesses.length, 1);
    const { name, size: seen, standing } = grown.witnesses[0];
    assert.deepEqual([name, seen, standing], ['court', grown.size, 'cosigning']);
    assert.match(expectCode(0, ['log', 'status', '--db', url(file)], { env }).out,
      /Witness court: cosigned \d+ events.*\nEnough witnesses/);

    const shown = expectCode(0, ['log', 'checkpoint', '--db', url(file)]).out;
    assert.ok(Math.abs(cosignedAt(shown, court.vkey) - Date.now() / 1000) < 60);
    assert.equal(await (await fetch(new URL('checkpoint', server.url))).text(), shown);
    const exported = join(place, 'exported');
    expectCode(0, ['log', 'export', exported, '--db', url(file)]);
    assert.equal(readFileSync(join(exported, 'checkpoint'), 'utf8'), shown);

    expectVerdict(0, '--policy', policy, exported);
    expectVerdict(0, '--policy', policy, write('cosigned.note', shown));
    expectCode(0, ['log', 'verify', '--db', url(file),
      '--checkpoint', join(place, 'cosigned.note')]);
    // What a server records at its very end, such as who has read what, is cosigned before it is gone.
    expectCode(0, ['log', 'access', '--db', url(file)]);
    assert.equal(await server.end('SIGTERM'), 0);
    const ended = statusOf(file, 0, env);
    assert.ok(ended.size > grown.size, 'nothing was recorded at the end');
    assert.equal(ended.witnesses[0].size, ended.size);
    assert.equal(await court.end(), 0);

    const stranger = await new Witness('stranger', []).start();
    await stranger.end();
    assert.match(expectVerdict(6, '--policy', policyOf('stranger', stranger, vkey), exported),
      /too few of the policy's witnesses/);
    expectVerdict(6, '--policy', policy, write('forged.note', turned(shown)));
    expectVerdict(2, '--policy', write('broken.policy', 'quorum nobody\n'), exported);
    expectVerdict(3, '--policy', join(place, 'not.there'), exported);

    // One letter of what the witness said, changed in the database.
    sql(file, 'update cosignature set line = substr(line, 1, length(line) - 20) || '
      + "case substr(line, -20, 1) when 'A' then 'B' else 'A' end || substr(line, -19)");
    const damaged = gozin(['log', 'verify', '--json', '--db', url(file)]);
    assert.equal(damaged.code, 6, damaged.out);
    assert.match(damaged.out, /cosignature/);
  });

  test('is written on while its witness is away, and cosigned when it is there', async () => {
    const file = copyLog(base, join(place, 'patient.db'));
    const port = await freePort();
    const away = new Witness('away', [vkey], `127.0.0.1:${port}`);
    await away.start();
    await away.end();
    const policy = policyOf('away', away);
    const env = { GOZIN_WITNESSES: policy };
    const server = await serve(file, policy);
    await until(() => statusOf(file, 0, env).witnesses[0].standing === 'unreachable',
      () => server.err);
    play(story, file, '--quiet');
    const waiting = statusOf(file, 0, env);
    assert.ok(waiting.size > size);
    assert.equal(waiting.quorum, false);
    assert.match(expectCode(0, ['log', 'status', '--db', url(file), '--lang', 'fa'], { env }).out,
      /away.*در دسترس نیست/);

    await away.start();
    await until(() => statusOf(file, 0, env).quorum, () => server.err);
    assert.equal(await server.end('SIGTERM'), 0);
    await away.end();
  });

  for (const [how, behave] of [
    ['says nothing', () => {}],
    ['never comes to an end', (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
      const drip = setInterval(() => socket.write('a'), 100);
      socket.on('close', () => clearInterval(drip));
    }],
  ])
    test(`holds nobody up while its witness ${how}, and ends in time`, async () => {
      const file = copyLog(base, join(place, `hanging-${how.length}.db`));
      const asked = new Set();
      const hanging = createServer((socket) => {
        asked.add(socket);
        socket.on('error', () => {});
        socket.once('data', () => behave(socket));
      }).listen(0, '127.0.0.1');
      await new Promise((done) => { hanging.once('listening', done); });
      const witness = await new Witness(`hanging-${how.length}`, [vkey]).start();
      await witness.end();
      witness.url = `http://127.0.0.1:${hanging.address().port}/`;
      const server = await serve(file, policyOf(`hanging-${how.length}`, witness));
      await until(() => asked.size > 0, () => server.err);
      const begun = Date.now();
      for (const path of ['/livez', '/readyz', '/fa/'])
        assert.equal((await fetch(new URL(path, server.url))).status, 200);
      play(story, file, '--quiet');
      assert.ok(Date.now() - begun < 4_000, 'somebody waited for the witness');
      await until(() => server.err.includes('is not reached'), () => server.err);
      const ending = Date.now();
      assert.equal(await server.end('SIGTERM'), 0, server.err);
      assert.ok(Date.now() - ending < 12_000, `it took ${Date.now() - ending} ms to end`);
      for (const socket of asked) socket.destroy();
      hanging.close();
      expectCode(0, ['log', 'verify', '--db', url(file)]);
    });
});

describe('a witness', () => {
  test('answers as C2SP tlog-witness says, and tells status, origin and size alone', async () => {
    const { one, other, size: grown } = fork('answers');
    const witness = await new Witness('answers', [vkey]).start();
    const expect = async (status, body, ...how) => {
      const answer = await witness.ask(body, ...how);
      assert.equal(answer.status, status, `${body}\n${answer.text}`);
      return answer;
    };
    const first = requestFrom(base, 0);
    await expect(400, '');
    await expect(400, first.slice(0, -1));
    await expect(400, `old ${size + 1}\n\n${noteIn(first)}`);
    await expect(403, turned(first));
    await expect(404, first, 'checkpoint');
    await expect(405, undefined, 'add-checkpoint', 'GET');
    await expect(413, 'x'.repeat(200_000));

    const cosigned = await expect(200, first);
    cosignedAt(noteIn(first) + cosigned.text, witness.vkey);
    const conflict = await expect(409, requestFrom(one, 0));
    assert.deepEqual([conflict.text, conflict.type], [`${size}\n`, 'text/x.tlog.size']);
    const proof = requestFrom(one, size);
    await expect(422, proof.replace(/\n[^\n]+\n/, '\n'));
    await expect(200, proof);
    await expect(200, `old ${grown}\n\n${noteIn(proof)}`);
    const fork_ = await expect(409, `old ${grown}\n\n${noteIn(requestFrom(other, 0))}`);
    assert.equal(fork_.text, `${grown}\n`);
    assert.equal(await witness.end(), 0);

    const { origin } = statusOf(base);
    for (const { ts, level, ...told } of witness.journal()) {
      assert.ok(typeof ts === 'string' && /info|error/.test(level));
      const known = [200, 409, 422].includes(told.status) || 'origin' in told;
      assert.deepEqual(Object.keys(told).sort(),
        known ? ['msg', 'origin', 'size', 'status'] : ['msg', 'status']);
      if (known) assert.equal(told.origin, origin);
    }
  });

  test('cosigns several logs, each for itself', async () => {
    const second = join(place, 'second.db');
    play(writeStory(join(place, 'other-city.yaml'), 2), second, '--quiet');
    const other = statusOf(second);
    const third = join(place, 'third.db');
    const renamed = readFileSync(story, 'utf8').replace('gozin.long.', 'gozin.third.');
    play(write('third.yaml', renamed), third, '--quiet');
    const apart = statusOf(third);
    assert.notEqual(apart.origin, other.origin);
    const witness = await new Witness('both', [vkey, apart.vkey]).start();

    assert.equal((await witness.ask(requestFrom(base, 0))).status, 200);
    assert.equal((await witness.ask(requestFrom(third, 0))).status, 200);
    // The name is known, the key is another.
    assert.equal((await witness.ask(requestFrom(second, 0))).status, 403);
    assert.equal((await witness.ask(requestFrom(third, 0))).text, `${apart.size}\n`);
    await witness.end();
    const nobody = await new Witness('nobody', []).start();
    assert.equal((await nobody.ask(requestFrom(base, 0))).status, 404);
    await nobody.end();
  });

  test('killed at any moment never cosigns two histories', async (context) => {
    const random = randomNumbers(context);
    const { one, other, size: grown } = fork('killed');
    const first = requestFrom(base, 0);
    const rivals = [requestFrom(one, size), requestFrom(other, size)];
    for (let round = 0; round < 8; ++round) {
      const witness = await new Witness(`killed-${round}`, [vkey]).start();
      assert.equal((await witness.ask(first)).status, 200);
      const cosigned = new Set();
      // As a log does it: with the size that the witness has, when it says so.
      const ask = async (which) => {
        const send = (body) => witness.ask(body).catch(() => undefined);
        let answer = await send(rivals[which]);
        if (answer?.text === `${grown}\n`)
          answer = await send(`old ${grown}\n\n${noteIn(rivals[which])}`);
        if (answer?.status === 200) cosigned.add(which);
        return answer?.status;
      };
      const asked = [ask(0), ask(1)];
      await sleep(random() * 12);
      assert.equal(await witness.end('SIGKILL'), 'SIGKILL');
      await Promise.all(asked);
      await witness.start();
      const after = [await ask(0), await ask(1)];
      assert.equal(cosigned.size, 1, `${[...cosigned]} ${after}`);
      await witness.end();
    }
  });

  test('has its key from its beginning on, alone, and never without its memory', async () => {
    const witness = await new Witness('keeper', [vkey]).start();
    const { vkey: key } = witness;
    assert.match(key, /^keeper\.example\/witness\+[0-9a-f]{8}\+/);
    assert.match(expectCode(1, witness.args).err, /another witness process/);
    assert.equal((await witness.ask(requestFrom(base, 0))).status, 200);
    await witness.end();
    witness.args = witness.args.filter((word) => !/^--name|keeper\.example/.test(word));
    await witness.start();
    assert.equal(witness.vkey, key);
    await witness.end();

    const mistaken = [...witness.args, '--name', 'other.example/witness'];
    assert.match(expectCode(1, mistaken).err, /keeper\.example\/witness/);
    const heads = readFileSync(join(witness.state, 'heads'), 'utf8');
    writeFileSync(join(witness.state, 'heads'), heads.replace(`\n${size}\n`, `\n${size + 1}\n`));
    assert.match(expectCode(1, witness.args).err, /damaged/);
    writeFileSync(join(witness.state, 'heads'), '');
    assert.match(expectCode(1, witness.args).err, /damaged/);
    rmSync(join(witness.state, 'heads'));
    assert.match(expectCode(1, witness.args).err, /forgotten/);
    const unnamed = [...witness.args.slice(0, 4), '--state', join(place, 'unnamed')];
    assert.match(expectCode(1, unnamed).err, /--name/);
    expectCode(2, ['log', 'witness']);
    expectCode(2, [...witness.args.slice(0, -1), 'nowhere']);
    expectCode(1, ['log', 'witness', '--policy', join(place, 'not.there')]);
  });
});

describe('a city that shows two histories', () => {
  test('is caught by its witness, which keeps the proof', async () => {
    const { one, other, size: grown } = fork('split');
    const witness = await new Witness('split', [vkey]).start();
    const policy = policyOf('split', witness, vkey);
    const env = { GOZIN_WITNESSES: policy };
    const honest = await serve(one, policy);
    await until(() => statusOf(one, 0, env).quorum, () => honest.err);
    assert.equal(await honest.end('SIGTERM'), 0);

    const forged = await serve(other, policy);
    await until(() => /another history/.test(forged.err), () => forged.err);
    assert.equal(await forged.end('SIGTERM'), 0);
    assert.match(forged.err, /"level":"error"/);
    const told = expectCode(7, ['log', 'status', '--db', url(other)], { env });
    assert.match(told.err, new RegExp(`Witness split has seen another history.*${grown} events`));
    assert.equal(expectCode(7, ['log', 'status', '--json', '-q', '--db', url(other)], { env }).err,
      told.err);
    assert.equal(statusOf(other, 7, env).witnesses[0].standing, 'contradicting');
    // The records of the cut history are whole in themselves.
    expectCode(0, ['log', 'verify', '--db', url(other)]);

    assert.equal(await witness.end(), 0);
    assert.ok(witness.journal().some((line) => line.level === 'error'
      && line.msg === 'the log has signed two roots of one size'));
    const evidence = readdirSync(witness.state).filter((name) => name.startsWith('contradiction-'))
      .map((name) => join(witness.state, name));
    assert.equal(evidence.length, 2);
    expectVerdict(7, '--vkey', vkey, ...evidence);
    const seen = evidence.find((name) => name.endsWith('.seen'));
    expectCode(0, ['log', 'verify', '--db', url(one), '--checkpoint', seen]);
    expectCode(7, ['log', 'verify', '--db', url(other), '--checkpoint', seen]);
    assert.ok(existsSync(join(witness.state, 'heads')));
  });
});

describe('the setting witnesses', () => {
  test('is checked with the others', () => {
    const good = write('good.policy', 'quorum none\n');
    const wrong = write('wrong.policy', 'quorum none\nwitness\n');
    const check = (code, file) => expectCode(code, ['config', 'check'],
      { env: { GOZIN_WITNESSES: file } });
    check(0, good);
    assert.match(check(1, wrong).err, /wrong\.policy:2/);
    assert.match(check(1, join(place, 'not.there')).err, /not\.there/);
    assert.match(expectCode(0, ['config', 'show', '--origin'],
      { env: { GOZIN_WITNESSES: good } }).out, /witnesses = .*good\.policy\t# environment/);
  });
});
