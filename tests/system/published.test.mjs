// What the log gives out, in the hands of somebody outside: the exported folder and the same files
// over HTTP, receipts, proofs, `gozin-verify`, and checks written here from the formats alone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import {
  cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import {
  beginningOf, copyLog, environment, expectCode, folder, gozin, kProgram, kRoot, kScenarios, play, Process,
  randomNumbers, sql, url, writeStory,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const exported = join(place, 'export');
const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');

let vkey;
let size;

before(() => {
  play(join(kScenarios, 'karaj-1401.yaml'), log);
  // Or the first server would say that there is no account.
  expectCode(0, ['user', 'adopt', '--db', url(log)]);
  ({ vkey, size } = JSON.parse(expectCode(0, ['log', 'status', '--json', '--db', url(log)]).out));
  expectCode(0, ['log', 'export', exported, '--db', url(log)]);
});

// { code, out, err } of the small program, which gets nothing but its arguments.
function verifier(...args) {
  const done = spawnSync(kVerifier, args, { cwd: place, env: {}, encoding: 'utf8' });
  assert.equal(done.error, undefined, String(done.error));
  return { code: done.status, out: done.stdout, err: done.stderr };
}

function expectVerdict(code, ...args) {
  const done = verifier(...args);
  assert.equal(done.code, code, `gozin-verify ${args.join(' ')}\n${done.out}${done.err}`);
  return done;
}

const onLog = (...args) => expectCode(0, [...args, '--db', url(log)]).out;
const write = (name, bytes) => {
  writeFileSync(join(place, name), bytes);
  return join(place, name);
};
const copyExport = (name) => {
  const to = join(place, name);
  rmSync(to, { recursive: true, force: true });
  cpSync(exported, to, { recursive: true });
  return to;
};
const filesOf = (root) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
  .sort();

// --- a second reading of the formats: RFC 6962 and C2SP, from their texts ---

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part),
  createHash('sha256')).digest();
const leafHash = (bytes) => sha256(Buffer.from([0]), bytes);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

function rootOf(hashes) {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0];
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

function openNote(text, key) {
  const [, name, id, base64] = key.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/);
  const raw = Buffer.from(base64, 'base64');
  assert.equal(raw[0], 1);
  const end = text.indexOf('\n\n') + 1;
  const body = text.slice(0, end);
  const line = text.slice(end + 1).split('\n').find((one) => one.startsWith(`— ${name} `));
  const signature = Buffer.from(line.split(' ')[2], 'base64');
  assert.equal(signature.subarray(0, 4).toString('hex'), id);
  assert.equal(sha256(`${name}\n`, raw).subarray(0, 4).toString('hex'), id);
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]),
    format: 'der', type: 'spki' });
  assert.ok(verifySignature(null, Buffer.from(body), publicKey, signature.subarray(4)));
  const [origin, count, root] = body.split('\n');
  return { origin, size: Number(count), root };
}

function entriesOf(root) {
  const entries = [];
  for (const path of filesOf(root).filter((name) => name.startsWith('tile/entries/'))) {
    const bytes = readFileSync(join(root, path));
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt16BE(at);
      entries.push(bytes.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return entries;
}

function rootFromProof(leaf, index, count, path) {
  let [node, last, hash] = [index, count - 1, leaf];
  for (const sibling of path) {
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node >> 1, last >> 1];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [node >> 1, last >> 1];
  }
  assert.equal(last, 0);
  return hash.toString('base64');
}

describe('gozin log export', () => {
  test('writes what the formats say, signed by the key of the log', () => {
    const head = openNote(readFileSync(join(exported, 'checkpoint'), 'utf8'), vkey);
    const entries = entriesOf(exported);
    assert.equal(head.size, size);
    assert.equal(entries.length, size);
    assert.equal(rootOf(entries.map(leafHash)).toString('base64'), head.root);
    assert.equal(head.origin, JSON.parse(entries[0]).origin);
    const tile = readFileSync(join(exported, 'tile/0/000'));
    assert.equal(tile.length, 256 * 32);
    assert.deepEqual(tile.subarray(17 * 32, 18 * 32), leafHash(entries[17]));
    assert.equal(readFileSync(join(exported, 'tile/1/000.p/1'), 'hex'),
      rootOf(entries.slice(0, 256).map(leafHash)).toString('hex'));
  });

  test('writes the checkpoint after everything that it covers', () => {
    const when = (path) => statSync(join(exported, path), { bigint: true }).mtimeNs;
    const last = when('checkpoint');
    for (const path of filesOf(exported)) assert.ok(when(path) <= last, path);
    assert.ok(when('tile/entries/000') <= when('tile/0/000'));
  });

  test('keeps every checkpoint that was ever signed', () => {
    const signed = sql(log, 'select size, note from checkpoint order by size');
    const kept = filesOf(exported).filter((path) => path.startsWith('checkpoints/'))
      .map((path) => readFileSync(join(exported, path), 'utf8')).join('');
    assert.equal(kept, signed.map((row) => row.note).join(''));
    assert.ok(signed.length > 200);
  });

  test('extends an earlier one and changes nothing in it', () => {
    const file = copyLog(log, join(place, 'longer.db'));
    const to = copyExport('longer');
    play(writeStory(join(place, 'more.yaml'), 200), file);
    const older = new Map(filesOf(to).filter((path) => path !== 'checkpoint'
      && !path.startsWith('checkpoints/')).map((path) => [path, readFileSync(join(to, path))]));
    expectCode(0, ['log', 'export', to, '--db', url(file)]);
    for (const [path, bytes] of older) assert.deepEqual(readFileSync(join(to, path)), bytes, path);
    expectVerdict(0, to, join(exported, 'checkpoint'));
    const again = JSON.parse(expectCode(0, ['log', 'export', to, '--json', '--db', url(file)]).out);
    assert.equal(again.files_written, 0);
    assert.equal(again.size, size + 200);
    // The earlier log does not go over the later export.
    expectCode(7, ['log', 'export', to, '--db', url(log)]);
    expectVerdict(0, to);
  });

  test('goes only into a folder that is empty or holds this log', () => {
    mkdirSync(join(place, 'mine'));
    write('mine/diary.txt', 'dear diary');
    expectCode(4, ['log', 'export', join(place, 'mine'), '--db', url(log)]);
    assert.deepEqual(filesOf(join(place, 'mine')), ['diary.txt']);
    const damaged = copyExport('damaged');
    writeFileSync(join(damaged, 'tile/0/000'), 'x');
    const refused = expectCode(6, ['log', 'export', damaged, '--db', url(log)]);
    assert.match(refused.err, /tile\/0\/000/);
    assert.equal(readFileSync(join(damaged, 'tile/0/000'), 'utf8'), 'x');
  });

  test('needs no keys for what was signed', () => {
    const file = copyLog(log, join(place, 'keyless.db'));
    rmSync(`${file}.keys`, { recursive: true });
    const to = join(place, 'keyless');
    expectCode(0, ['log', 'export', to, '--db', url(file)]);
    expectVerdict(0, '--vkey', vkey, to);
  });
});

describe('gozin-verify', () => {
  test('says what it found sound, and that it is a demonstration', () => {
    const done = expectVerdict(0, '--vkey', vkey, exported);
    assert.match(done.out, new RegExp(`^sound: ${size} events`));
    assert.match(done.out, /demonstration/);
    const told = JSON.parse(expectVerdict(0, '--json', exported).out);
    assert.deepEqual([told.size, told.vkey, told.purpose], [size, vkey, 'demonstration']);
    assert.equal(expectVerdict(0, '-q', exported).out, '');
  });

  test('finds a flipped bit in every file', (context) => {
    const random = randomNumbers(context);
    const changed = copyExport('flipped');
    for (const path of filesOf(exported)) {
      const bytes = readFileSync(join(exported, path));
      for (let i = 0; i < 8; ++i) {
        const bit = Math.floor(random() * bytes.length * 8);
        const other = Buffer.from(bytes);
        other[bit >> 3] ^= 1 << (bit & 7);
        writeFileSync(join(changed, path), other);
        expectVerdict(6, changed);
      }
      writeFileSync(join(changed, path), bytes);
    }
    expectVerdict(0, changed);
  });

  test('misses a file that is not there', () => {
    for (const path of filesOf(exported).filter((name) => !name.startsWith('checkpoints/'))) {
      const fewer = copyExport('fewer');
      rmSync(join(fewer, path));
      expectVerdict(6, fewer);
    }
  });

  test('tells a log cut back from a damaged one', () => {
    const file = copyLog(log, join(place, 'grown.db'));
    play(writeStory(join(place, 'grown.yaml'), 1), file);
    const later = write('later', expectCode(0, ['log', 'checkpoint', '--db', url(file)]).out);
    assert.match(expectVerdict(7, exported, later).out, /^contradiction at .*later.*shorter/);
    expectVerdict(7, '--vkey', vkey, exported, later);
    expectCode(7, ['log', 'verify', '--checkpoint', later, '--db', url(log)]);
    // With damage as well it is damage.
    const changed = copyExport('both');
    writeFileSync(join(changed, 'tile/1/000.p/1'), Buffer.alloc(32));
    expectVerdict(6, changed, later);
  });

  test('checks receipts and proofs, with their log and without', () => {
    const receipt = write('receipt.json', onLog('log', 'receipt', '17'));
    const proof = write('17.tlog-proof', onLog('log', 'proof', '17'));
    const longer = write('longer.txt', onLog('log', 'consistency', '40'));
    const old = write('old', sql(log, 'select note from checkpoint where size >= 40 '
      + 'order by size limit 1')[0].note);
    const oldSize = Number(readFileSync(old, 'utf8').split('\n')[1]);
    const fromOld = write('from-old.txt', onLog('log', 'consistency', old));
    assert.ok(readFileSync(fromOld, 'utf8').startsWith(`old ${oldSize}\n`));
    expectVerdict(0, exported, receipt, proof, longer, old, fromOld);
    expectVerdict(0, '--vkey', vkey, receipt, old, fromOld);
    const leaf = write('entry.json', entriesOf(exported)[17]);
    expectVerdict(0, '--vkey', vkey, '--leaf', leaf, proof);
    expectVerdict(6, '--vkey', vkey, '--leaf', write('wrong.json', entriesOf(exported)[18]), proof);
    for (const [name, bytes] of [['receipt.json', receipt], ['17.tlog-proof', proof]]) {
      const text = readFileSync(bytes, 'utf8').replace(/[b-y](?=[a-z]{3})/, 'z');
      const code = verifier(exported, write(`wrong-${name}`, text)).code;
      assert.equal(code, 6, name);
    }
  });

  test('wants to be used rightly', () => {
    assert.match(expectVerdict(0, '--help').out, /^gozin-verify /);
    assert.match(expectVerdict(0, '--version').out, /^gozin-verify \d+\.\d+\.\d+\n$/);
    for (const args of [[], ['--frob'], ['--vkey'], ['--vkey', 'x', exported], [exported, exported],
      [join(exported, 'checkpoint')]]) {
      const done = expectVerdict(2, ...args);
      assert.equal(done.out, '');
      assert.match(done.err, /^gozin-verify: .*\nSee `gozin-verify --help`\.\n$/);
    }
    expectVerdict(3, join(place, 'nowhere'));
  });
});

describe('gozin log receipt, proof, consistency', () => {
  test('give files that lead from the leaf to the signed root', () => {
    const text = onLog('log', 'proof', '300');
    const [lines, note] = [text.slice(0, text.indexOf('\n\n')).split('\n'),
      text.slice(text.indexOf('\n\n') + 2)];
    assert.deepEqual(lines.slice(0, 2), ['c2sp.org/tlog-proof@v1', 'index 300']);
    const head = openNote(note, vkey);
    const path = lines.slice(2).map((line) => Buffer.from(line, 'base64'));
    assert.equal(rootFromProof(leafHash(entriesOf(exported)[300]), 300, head.size, path), head.root);
    const told = JSON.parse(onLog('log', 'proof', '300', '--json'));
    assert.deepEqual(told.hashes, lines.slice(2));
    assert.equal(told.checkpoint, note);
  });

  // T4: whoever acted takes the proof home.
  test('open what the author entered, for the author alone', () => {
    const events = entriesOf(exported).map((bytes) => JSON.parse(bytes));
    const { seq, actor } = events.find((event) => event.type === 'PersonRegistered');
    const closed = JSON.parse(onLog('log', 'receipt', `${seq}`));
    assert.deepEqual(closed.openings, []);
    assert.equal(JSON.parse(closed.leaf).seq, seq);
    const open = JSON.parse(onLog('log', 'receipt', `${seq}`, '--for', actor));
    const name = open.openings.find((opening) => opening.name === 'name');
    const length = (bytes) => {
      const four = Buffer.alloc(4);
      four.writeUInt32BE(bytes.length);
      return four;
    };
    const parts = [Buffer.from(name.salt, 'hex'), Buffer.from('name'), Buffer.from(name.value)];
    const commitment = sha256('redactable-field/v1\n', ...parts.flatMap((part) => [length(part), part]));
    assert.equal(JSON.parse(open.leaf).data.name.commitment, commitment.toString('hex'));
    expectVerdict(0, '--vkey', vkey, write('open.json', `${JSON.stringify(open)}\n`));
    expectVerdict(6, '--vkey', vkey, write('forged.json',
      `${JSON.stringify({ ...open, openings: [{ ...name, value: 'somebody else' }] })}\n`));
    expectCode(5, ['log', 'receipt', `${seq}`, '--for', 'person/else', '--db', url(log)]);
  });

  // T7: what is sealed is opened by nobody here, the author's own word included; T4: once it is
  // revealed, the author has what they entered.
  test('leave what is sealed sealed until it is revealed, and open it to its author then', () => {
    const underWay = join(place, 'under-way.db');
    play(beginningOf(join(kScenarios, 'karaj-1401.yaml'),
      '  - {by: p6, as: assessor, do: seal_score_sheet, on: $case, with: {alias: {alias_of: $n_neda}',
      join(place, 'under-way.yaml')), underWay);
    const sheets = (file) => sql(file, `select seq, body from event where type = 'ScoreSheetSealed'
      order by seq`).map(({ seq, body }) => ({ seq, ...JSON.parse(body) }));
    const receiptOf = (file, { seq, actor }) => expectCode(0,
      ['log', 'receipt', `${seq}`, '--for', actor, '--db', url(file)]).out;
    const sealed = sheets(underWay);
    assert.ok(sealed.length > 1);
    for (const one of sealed) assert.deepEqual(JSON.parse(receiptOf(underWay, one)).openings, []);

    const revealed = sql(log, "select body from event where type = 'ScoreSheetRevealed'")
      .map(({ body }) => JSON.parse(body).data);
    const opened = sheets(log).filter(({ seq }) => revealed.some(({ seal }) => seal === seq));
    assert.ok(opened.length > 1);
    for (const one of opened) {
      const { openings: [content, ...more] } = JSON.parse(receiptOf(log, one));
      const { levels } = revealed.find(({ seal }) => seal === one.seq);
      assert.deepEqual([content.name, more, JSON.parse(content.value).sheet.levels], ['content', [], levels]);
    }
    const [first] = opened;
    const file = write('sheet.json', receiptOf(log, first));
    expectVerdict(0, '--vkey', vkey, file);
    // To whoever does not ask as its author nothing is.
    assert.deepEqual(JSON.parse(onLog('log', 'receipt', `${first.seq}`)).openings, []);
  });

  test('say where there is nothing to prove', () => {
    expectCode(3, ['log', 'receipt', '99999', '--db', url(log)]);
    expectCode(3, ['log', 'proof', '99999', '--db', url(log)]);
    expectCode(2, ['log', 'proof', 'x', '--db', url(log)]);
    expectCode(3, ['log', 'consistency', join(place, 'nowhere'), '--db', url(log)]);
    expectCode(4, ['log', 'consistency', '99999', '--db', url(log)]);
  });

  test('are asked for in the digits of either language', () => {
    for (const kind of ['receipt', 'proof', 'consistency'])
      assert.equal(onLog('log', kind, '۱۷'), onLog('log', kind, '17'), kind);
  });

  test('hold the log to receipts and proofs given to verify', () => {
    for (const kind of ['receipt', 'proof', 'consistency']) {
      const file = write(`given-${kind}`, onLog('log', kind, '17'));
      expectCode(0, ['log', 'verify', '--checkpoint', file, '--db', url(log)]);
    }
    const proof = readFileSync(join(place, 'given-proof'), 'utf8').replace('index 17', 'index 18');
    const done = gozin(['log', 'verify', '--checkpoint', write('moved', proof), '--db', url(log)]);
    assert.equal(done.code, 6);
    assert.match(done.out, /proof/);
  });
});

describe('the log over HTTP', () => {
  const serve = async (file, more = {}) => {
    const server = new Process(kProgram, ['serve', '--db', url(file), '--listen', '127.0.0.1:0'],
      more);
    server.url = (await server.firstLine).trim();
    return server;
  };
  const get = (server, path, options = {}) => fetch(new URL(path, server.url),
    { redirect: 'manual', signal: AbortSignal.timeout(10_000), ...options });

  test('is the exported folder, byte by byte (A07, A08)', async () => {
    const server = await serve(copyLog(log, join(place, 'served.db')),
      { GOZIN_PUBLISH_ENTRIES: 'yes' });
    for (const path of filesOf(exported)) {
      const answer = await get(server, `/${path}`);
      assert.equal(answer.status, 200, path);
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), readFileSync(join(exported, path)),
        path);
      const is_tile = path.startsWith('tile/');
      assert.equal(answer.headers.get('content-type'),
        is_tile ? 'application/octet-stream' : 'text/plain; charset=utf-8');
      assert.equal(answer.headers.get('cache-control'),
        is_tile ? 'public, max-age=31536000, immutable' : 'no-cache');
      const again = await get(server, `/${path}`,
        { headers: { 'If-None-Match': answer.headers.get('etag') } });
      assert.equal(again.status, 304, path);
      assert.equal((await get(server, `/${path}`, { method: 'HEAD' })).status, 200);
    }
    assert.equal(await server.end('SIGTERM'), 0);
  });

  test('keeps entries for auditors, and knows no other tiles (A04)', async () => {
    const server = await serve(copyLog(log, join(place, 'closed.db')));
    for (const [path, status] of [['tile/0/000', 200], ['tile/entries/000', 401],
      ['tile/entries/009', 401], ['tile/0/009', 404], ['tile/0/001.p/255', 404],
      ['tile/0/000.p/10', 200], ['tile/9/000', 404], ['tile/0/0', 404], ['tile/0/../checkpoint', 404],
      ['checkpoints/000', 200], ['checkpoints/009', 404], ['checkpoints/x', 404]])
      assert.equal((await get(server, `/${path}`)).status, status, path);
    const posted = await get(server, '/checkpoint', { method: 'POST' });
    assert.equal(posted.status, 405);
    assert.equal(posted.headers.get('allow'), 'GET, HEAD, OPTIONS');
    assert.equal((await get(server, '/checkpoint', { method: 'OPTIONS' })).status, 204);
    assert.equal(await server.end('SIGTERM'), 0);
  });

  test('publishes a checkpoint of what another program recorded', async () => {
    const file = copyLog(log, join(place, 'growing.db'));
    const server = await serve(file);
    const sizeNow = async () => Number((await (await get(server, '/checkpoint')).text())
      .split('\n')[1]);
    assert.equal(await sizeNow(), size);
    play(writeStory(join(place, 'growing.yaml'), 3), file);
    assert.equal(await sizeNow(), size + 3);
    assert.equal(await server.end('SIGTERM'), 0);
  });
});

describe('the commands of the README', () => {
  // One block of adapters/verify/README.md, run where `checkpoint` and `vkey` lie.
  const block = readFileSync(join(kRoot, 'adapters/verify/README.md'), 'utf8')
    .match(/```sh\n([\s\S]*?)```/)[1];
  const run = (dir) => spawnSync('sh', ['-eu', '-c', block],
    { cwd: dir, env: environment(), encoding: 'utf8' });

  test('verify a checkpoint with the openssl program alone', () => {
    assert.doesNotMatch(block, /gozin/);
    const dir = join(place, 'openssl');
    mkdirSync(dir);
    cpSync(join(exported, 'checkpoint'), join(dir, 'checkpoint'));
    writeFileSync(join(dir, 'vkey'), `${vkey}\n`);
    const good = run(dir);
    assert.equal(good.status, 0, good.stderr);
    assert.match(good.stdout, /Signature Verified Successfully/);
    const text = readFileSync(join(dir, 'checkpoint'), 'utf8');
    writeFileSync(join(dir, 'checkpoint'), text.replace(`\n${size}\n`, `\n${size + 1}\n`));
    assert.notEqual(run(dir).status, 0);
  });
});
