// T23: a person is erased by two people after a time to think again. Names are gone from every file
// in every form that a key which is left opens; proofs, receipts and the case stay as they were.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createDecipheriv } from 'node:crypto';
import {
  cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { before, describe, test } from 'node:test';
import {
  beginningOf, expectCode, folder, gozin, kProgram, kScenarios, lines, play, Process, randomNumbers,
  sql, url, wholeLines,
} from './support.mjs';

const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');
const kStory = join(kScenarios, 'erasure.yaml');
const kName = 'داود فلاحی';
const kOthersName = 'مریم دهقان';
const kNationalId = '0084575948';
const place = folder();
const db = join(place, 'city.db');
const keys = `${db}.keys`;
const old = join(place, 'old.backup');
const formerKeys = join(place, 'former.keys');
const json = (args, file = db) =>
  JSON.parse(expectCode(0, [...args, '--json', '--db', url(file)]).out);
const body = (type) =>
  sql(db, `select body from event where type = '${type}' order by seq`).map((row) => JSON.parse(row.body));

// On the way the clock comes by and acts on what is due.
const later = (name, day) => {
  writeFileSync(join(place, `${name}.yaml`),
    `story: ${name}\norigin: gozin.baqershahr.example\nstarts: ${day} 08:00\nsteps:\n`
    + '  - {by: operator, do: open_budget_line, with: {code: '
    + `${name}, title: "${name}", amount: 1}}\n`);
  return join(place, `${name}.yaml`);
};

let davoud;
let kept;

before(() => {
  play(beginningOf(kStory, '  # --- The clock does it', join(place, 'first.yaml')), db);
  davoud = body('SubjectErasureConfirmed')[0].stream.slice('person/'.length);
  const nomination = body('NominationReceived').find(({ data }) => data.channel === 'citizen');
  kept = {
    checkpoint: json(['log', 'checkpoint']).checkpoint,
    receipt: expectCode(0, ['log', 'receipt', String(nomination.seq), '--for', nomination.actor,
      '--db', url(db)]).out,
    history: json(['case', 'list']),
  };
  expectCode(0, ['db', 'backup', old, '--db', url(db)]);
  cpSync(keys, formerKeys, { recursive: true });
});

function verifier(...args) {
  const done = spawnSync(kVerifier, args, { cwd: place, env: {}, encoding: 'utf8' });
  assert.equal(done.status, 0, `gozin-verify ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

// --- XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): HChaCha20 here, the rest from Node ---

const rotate = (x, n) => ((x << n) | (x >>> (32 - n))) >>> 0;

function hchacha20(key, nonce) {
  const words = Uint32Array.from({ length: 16 }, (_, i) => {
    if (i < 4) return [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574][i];
    return i < 12 ? key.readUInt32LE((i - 4) * 4) : nonce.readUInt32LE((i - 12) * 4);
  });
  const quarter = (a, b, c, d) => {
    for (const [x, y, z, n] of [[a, b, d, 16], [c, d, b, 12], [a, b, d, 8], [c, d, b, 7]]) {
      words[x] += words[y];
      words[z] = rotate(words[z] ^ words[x], n);
    }
  };
  for (let round = 0; round < 10; ++round) {
    for (let i = 0; i < 4; ++i) quarter(i, 4 + i, 8 + i, 12 + i);
    for (let i = 0; i < 4; ++i) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
  }
  const derived = Buffer.alloc(32);
  [0, 1, 2, 3, 12, 13, 14, 15].forEach((word, i) => derived.writeUInt32LE(words[word], i * 4));
  return derived;
}

function opens(key, id, wrapped) {
  const bytes = Buffer.from(wrapped, 'base64');
  const nonce = Buffer.concat([Buffer.alloc(4), bytes.subarray(16, 24)]);
  const cipher = createDecipheriv('chacha20-poly1305', hchacha20(key, bytes.subarray(0, 16)), nonce,
    { authTagLength: 16 });
  cipher.setAAD(Buffer.from(`key\n${id}`));
  cipher.setAuthTag(bytes.subarray(-16));
  cipher.update(bytes.subarray(24, -16));
  try {
    cipher.final();
    return true;
  } catch {
    return false;
  }
}

const filesIn = (root) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

// Every wrapped key of the person in any page of a database, journal or bundle, current or not.
function wrappedKeys(id) {
  const found = new Set();
  for (const file of filesIn(place)) {
    const text = readFileSync(file, 'latin1');
    for (const pattern of [`${id}([A-Za-z0-9+/]{96})`, `"id":"${id}","wrapped":"([A-Za-z0-9+/]{96})"`])
      for (const [, wrapped] of text.matchAll(new RegExp(pattern, 'g'))) found.add(wrapped);
  }
  return [...found];
}

const keysIn = (root) => filesIn(root).map((file) => readFileSync(file));

describe('before', () => {
  test('the person is known, and no name stands in the open in any file', () => {
    assert.match(expectCode(0, ['case', 'show', kept.history.items[0].id, '--db', url(db)]).out,
      new RegExp(kOthersName));
    for (const file of filesIn(place).filter((one) => !one.endsWith('.yaml')))
      for (const text of [kName, kNationalId])
        assert.ok(!readFileSync(file).includes(Buffer.from(text)), `${text} in ${file}`);
    const wrapped = wrappedKeys(`person/${davoud}`);
    assert.ok(wrapped.length > 0);
    assert.ok(wrapped.some((one) => keysIn(formerKeys).some((key) => opens(key, `person/${davoud}`, one))),
      'the search finds nothing even where there is something to find');
  });
});

describe('erased', () => {
  test('by the clock, when the waiting period is over, and the epoch key with it', () => {
    play(later('too-early', '1412-10-26'), db);
    assert.deepEqual(body('SubjectErased'), []);
    play(later('in-time', '1412-10-28'), db);
    assert.deepEqual(body('SubjectErased').map(({ data, actor }) => [data.person, actor])
      .filter(([person]) => person === davoud), [[davoud, 'clock']]);
    const types = sql(db, 'select type from event order by seq').map(({ type }) => type);
    const step = types.indexOf('SubjectErased');
    assert.deepEqual(types.slice(step, step + 6),
      ['SubjectErased', 'EpochKeyActivated', 'EpochKeyDestroyed',
        'SubjectErased', 'EpochKeyActivated', 'EpochKeyDestroyed']);
    for (const name of ['epoch.key', 'lookup.key'])
      assert.notDeepEqual(readFileSync(join(keys, name)), readFileSync(join(formerKeys, name)));
    assert.deepEqual(readFileSync(join(keys, 'log.key')), readFileSync(join(formerKeys, 'log.key')));
    assert.equal(json(['db', 'status']).epoch_changing, false);
  });

  test('there is no row of theirs among keys, look-ups and accounts', () => {
    assert.deepEqual(sql(db, `select id from subject_key where id = 'person/${davoud}'`), []);
    const [{ person: yalda }] = body('SubjectErased').map(({ data }) => data)
      .filter(({ person }) => person !== davoud);
    assert.deepEqual(sql(db, `select * from person_lookup where person = '${yalda}'`), []);
  });

  test('no key that is left opens what is left of theirs in any file', () => {
    const mine = `person/${davoud}`;
    const left = keysIn(keys);
    const wrapped = wrappedKeys(mine);
    assert.ok(wrapped.length > 0, 'the old backup still has it');
    for (const one of wrapped)
      for (const key of left) assert.ok(!opens(key, mine, one));
    const others = sql(db, `select id, wrapped from subject_key where id like 'person/%' limit 3`);
    for (const { id, wrapped: one } of others) assert.ok(left.some((key) => opens(key, id, one)));
    for (const file of filesIn(place).filter((one) => !one.endsWith('.yaml')))
      assert.ok(!readFileSync(file).includes(Buffer.from(kName)), file);
  });

  test('verification says so, and finds what is gone without an event', () => {
    const report = json(['log', 'verify']);
    const events = body('SubjectErased');
    assert.deepEqual(report.erasures.map(({ event, person }) => [event, person]),
      events.map(({ seq, data }) => [seq, data.person]));
    assert.ok(report.erasures.every(({ records }) => records > 0));
    const said = expectCode(0, ['log', 'verify', '--db', url(db)]).out;
    assert.match(said, new RegExp(`event ${events[0].seq}`));
    const copy = join(place, 'copy.db');
    cpSync(db, copy);
    cpSync(keys, `${copy}.keys`, { recursive: true });
    sql(copy, `delete from subject_key where id = (select max(id) from subject_key where id like 'person/%')`);
    const damaged = expectCode(6, ['log', 'verify', '--json', '--db', url(copy)]);
    assert.ok(JSON.parse(damaged.out).damage.every(({ finding }) => finding === 'vault_key_missing'));
    sql(copy, "update erasure set receipt = replace(receipt, 'SubjectErased', 'SubjectErasee')");
    assert.match(expectCode(6, ['log', 'verify', '--lang', 'en', '--db', url(copy)]).out, /erasure \d+/);
    sql(copy, `update event set type = 'PersonMoved' where seq = ${events[0].seq}`);
    expectCode(6, ['log', 'verify', '--db', url(copy)]);
    rmSync(copy);
  });

  test('checkpoints, receipts with their values, and the case are as they were', () => {
    const checkpoint = join(place, 'checkpoint');
    const receipt = join(place, 'receipt.json');
    const exported = join(place, 'export');
    writeFileSync(checkpoint, kept.checkpoint);
    writeFileSync(receipt, kept.receipt);
    for (const file of [checkpoint, receipt])
      expectCode(0, ['log', 'verify', '--checkpoint', file, '--db', url(db)]);
    expectCode(0, ['log', 'export', exported, '--db', url(db)]);
    const said = verifier(exported, checkpoint, receipt);
    assert.match(said, new RegExp(`erased at event ${body('SubjectErased')[0].seq}`));
    rmSync(receipt);
    const { items: [shown] } = json(['case', 'list']);
    assert.deepEqual([shown.state, shown.position],
      [kept.history.items[0].state, kept.history.items[0].position]);
    assert.match(expectCode(0, ['replay', shown.id, '--db', url(db)]).out, /Replay and live state agree/);
  });

  for (const [language, word] of [['fa', 'پاک‌شده'], ['en', 'erased']])
    test(`stands in place of the name in ${language}`, () => {
      const { items: [shown] } = json(['case', 'list']);
      const { out } = expectCode(0, ['case', 'show', shown.id, '--lang', language, '--db', url(db)]);
      assert.match(out, new RegExp(`${word} \\(`));
      assert.ok(!out.includes(kName));
    });
});

describe('restored', () => {
  const names = (file) => {
    const { items: [shown] } = json(['case', 'list'], file);
    return expectCode(0, ['case', 'show', shown.id, '--db', url(file)]).out;
  };

  const file = join(place, 'restored.db');
  const restore = ['db', 'restore', old, '--bundle', `${db}.bundle`, '--keys', keys];

  test('an old backup is refused where its key has signed for more', () => {
    const refused = expectCode(7, [...restore, '--lang', 'en', '--db', url(file)]);
    assert.match(refused.err, /signed for up to \d+.*--lost-events/);
    assert.ok(!existsSync(file) && !existsSync(`${file}.keys`));
  });

  test('an old backup with the newest bundle has everybody but them', () => {
    const was = sql(old, 'select max(seq) + 1 as size from event')[0].size;
    const done = expectCode(0, [...restore, '--lost-events', '--lang', 'en', '--db', url(file)]);
    assert.match(done.err, /events after this backup are lost/);
    // For everybody to see: the next event, and a key that signed for nothing before.
    assert.deepEqual(sql(file, `select type from event where seq >= ${was}`),
      [{ type: 'SigningKeyRotated' }]);
    assert.notDeepEqual(readFileSync(join(`${file}.keys`, 'log.key')), readFileSync(join(keys, 'log.key')));
    assert.ok(done.out.includes(json(['log', 'status'], file).vkey));
    assert.notEqual(json(['log', 'status'], file).vkey, json(['log', 'status']).vkey);
    assert.match(names(file), new RegExp(kOthersName));
    assert.ok(!names(file).includes(kName));
    const { erasures, damage } = json(['log', 'verify'], file);
    assert.deepEqual(damage, []);
    assert.ok(erasures.some(({ person }) => person === davoud));
  });

  test('it goes on beyond the numbers of the erasures, which stay proven', () => {
    const lost = Math.max(...body('SubjectErased').map(({ seq }) => seq));
    const lines = Array.from({ length: lost }, (_, i) => '  - {by: operator, do: open_budget_line, '
      + `with: {code: r-${i}, title: r, amount: 1}}\n`);
    const story = join(place, 'gone-on.yaml');
    writeFileSync(story, 'story: gone on\norigin: gozin.baqershahr.example\n'
      + `starts: 1412-10-26 08:00\nsteps:\n${lines.join('')}`);
    play(story, file);
    assert.ok(json(['log', 'status'], file).size > lost + 1);
    const { erasures, damage, contradictions } = json(['log', 'verify'], file);
    assert.deepEqual([damage, contradictions], [[], []]);
    assert.ok(erasures.some(({ person, records }) => person === davoud && records > 0));
    assert.ok(!names(file).includes(kName));
    // Erased once more, where their period ends in this log, too.
    play(later('again', '1412-10-28'), file);
    assert.deepEqual(json(['log', 'verify'], file).damage, []);
  });

  test('alone it has nobody', () => {
    const file = join(place, 'alone.db');
    const done = gozin(['db', 'restore', old, '--keys', keys, '--lost-events', '--db', url(file)]);
    assert.equal(done.code, 1, done.out);
    assert.match(done.err, /newest/);
    assert.ok(!existsSync(file));
  });

  test('a backup made since is whole by itself', () => {
    const fresh = join(place, 'fresh.backup');
    const file = join(place, 'fresh.db');
    expectCode(0, ['db', 'backup', fresh, '--db', url(db)]);
    expectCode(0, ['db', 'restore', fresh, '--keys', keys, '--db', url(file)]);
    assert.match(names(file), new RegExp(kOthersName));
    assert.ok(!names(file).includes(kName));
  });
});

describe('signed by a key that follows the one of the backup', () => {
  const after = join(place, 'after.db');
  const file = join(place, 'behind.db');
  const findings = () => JSON.parse(expectCode(6, ['log', 'verify', '--json', '--db', url(file)]).out)
    .damage.map(({ finding, place: where }) => [finding, where.split(' ')[0]]);

  before(() => {
    expectCode(0, ['db', 'restore', old, '--keys', formerKeys, '--bundle', `${old}.bundle`,
      '--db', url(after)]);
    expectCode(0, ['log', 'rotate-key', '--db', url(after)]);
    play(later('in-time', '1412-10-28'), after);
    expectCode(0, ['db', 'restore', old, '--bundle', `${after}.bundle`, '--keys', `${after}.keys`,
      '--lost-events', '--db', url(file)]);
  });

  test('the proof of the erasure is believed by the word of the former key', () => {
    const { erasures, damage } = json(['log', 'verify'], file);
    assert.deepEqual(damage, []);
    assert.ok(erasures.some(({ person }) => person === davoud));
  });

  test('it is not where nothing hands the one over to the other', () => {
    const rotation = "receipt like '%SigningKeyRotated%'";
    const [row] = sql(file, `select seq, receipt from erasure where ${rotation}`);
    sql(file, `update erasure set receipt = replace(receipt, 'SigningKeyRotated', 'SigningKeyRotatee') where ${rotation}`);
    assert.ok(findings().filter(([finding]) => finding === 'receipt_wrong').length > 1);
    sql(file, `delete from erasure where seq = ${row.seq}`);
    assert.deepEqual([...new Set(findings().map(([finding]) => finding))].sort(),
      ['receipt_wrong', 'vault_key_missing']);
  });
});

describe('while a place for the bundle cannot be written', () => {
  const file = join(place, 'blocked.db');
  const bundles = join(place, 'bundles');
  const env = { GOZIN_BUNDLES: `${bundles}:${join(place, 'nowhere')}` };

  test('the former key stays, and the erasure is completed when it can be', () => {
    mkdirSync(bundles);
    play(join(place, 'first.yaml'), file);
    const subject = JSON.parse(sql(file,
      `select body from event where type = 'SubjectErasureConfirmed' order by seq`)[0].body).data.person;
    const former = readFileSync(join(`${file}.keys`, 'epoch.key'));
    const story = later('blocked', '1412-10-28');
    const stopped = gozin(['run', story, '--db', url(file)], { env });
    assert.equal(stopped.code, 1, stopped.out + stopped.err);
    assert.match(stopped.err, /nowhere/);
    assert.deepEqual(readFileSync(join(`${file}.keys`, 'epoch.key')), former);
    const status = expectCode(0, ['db', 'status', '--json', '--db', url(file)], { env });
    assert.equal(JSON.parse(status.out).epoch_changing, true);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
    // Others work on meanwhile, under the new key.
    expectCode(0, ['case', 'list', '--db', url(file)], { env });

    mkdirSync(join(place, 'nowhere'));
    // By its stream, as the log calls it.
    const again = gozin(['erase', `person/${subject}`, '--db', url(file)], { env });
    assert.ok(![0, 3].includes(again.code), 'nobody is erased twice');
    assert.notDeepEqual(readFileSync(join(`${file}.keys`, 'epoch.key')), former);
    assert.equal(JSON.parse(expectCode(0, ['db', 'status', '--json', '--db', url(file)]).out)
      .epoch_changing, false);
    const { deployment } = JSON.parse(expectCode(0, ['db', 'status', '--json', '--db', url(file)]).out);
    assert.deepEqual(readFileSync(join(bundles, `${deployment}.bundle`)),
      readFileSync(join(place, 'nowhere', `${deployment}.bundle`)));
    assert.equal(lines(expectCode(0, ['log', 'verify', '--json', '--db', url(file)]).out).length, 1);
  });
});

// Wherever it stops, between two steps or within one: no key is lost, and whoever acts next completes it.
describe('killed on its way', () => {
  const begun = join(place, 'begun.db');
  const kLines = 6;  // of both erasures

  test('no key is lost, and it is completed', async (t) => {
    const random = randomNumbers(t);
    play(join(place, 'first.yaml'), begun);
    for (let i = 0; i <= 2 * kLines; ++i) {
      const file = join(place, `killed-${i}.db`);
      cpSync(begun, file);
      cpSync(`${begun}.keys`, `${file}.keys`, { recursive: true });
      const playing = new Process('stdbuf',
        ['-oL', kProgram, 'run', later(`killed-${i}`, '1412-10-28'), '--db', url(file)]);
      while (wholeLines(playing.out).length < i / 2) await sleep(1);
      await sleep(random() * 30);
      await playing.end('SIGKILL');
      assert.deepEqual(json(['log', 'verify'], file).damage, []);
      play(later(`again-${i}`, '1412-10-28'), file);
      const report = json(['log', 'verify'], file);
      assert.deepEqual([report.damage, report.erasures.length, report.values_opened], [[], 2, true]);
      assert.equal(json(['db', 'status'], file).epoch_changing, false);
      const { items: [shown] } = json(['case', 'list'], file);
      const { out } = expectCode(0, ['case', 'show', shown.id, '--db', url(file)]);
      assert.ok(out.includes(kOthersName) && !out.includes(kName));
    }
  });
});

describe('the recovery copy of the epoch key', () => {
  const file = join(place, 'recovered.db');
  const status = () => json(['db', 'status'], file).recovery;
  const shares = (folder) => readdirSync(folder).sort().map((name) => join(folder, name));

  test('counts when its shares were put together, and brings the key back where it was lost', () => {
    play(join(place, 'first.yaml'), file);
    assert.equal(status(), 'none');
    assert.match(gozin(['db', 'status', '--db', url(file)]).err, /recovery make/);
    const made = lines(expectCode(0, ['db', 'recovery', 'make', join(place, 'shares'), '--needed', '2',
      '--of', '3', '--db', url(file)]).out);
    assert.deepEqual(made, shares(join(place, 'shares')));
    assert.equal(status(), 'untested');
    const [first, second, third] = made;
    assert.equal(gozin(['db', 'recovery', 'test', first, '--db', url(file)]).code, 1);
    expectCode(0, ['db', 'recovery', 'test', third, first, '--db', url(file)]);
    assert.equal(status(), 'tested');
    assert.doesNotMatch(gozin(['db', 'status', '--db', url(file)]).err, /recovery/);

    const [key, lookup] = ['epoch.key', 'lookup.key'].map((name) => join(`${file}.keys`, name));
    const before = readFileSync(key);
    rmSync(key);
    rmSync(lookup);
    assert.notEqual(gozin(['case', 'list', '--db', url(file)]).code, 0);
    expectCode(0, ['db', 'recovery', 'use', second, third, '--db', url(file)]);
    assert.deepEqual(readFileSync(key), before);
    const { items: [shown] } = json(['case', 'list'], file);
    assert.ok(expectCode(0, ['case', 'show', shown.id, '--db', url(file)]).out.includes(kOthersName));
    // The national id finds its person under the new look-up key, too.
    const twice = gozin(['erase', kNationalId, '--withdraw', '--reason', '-', '--db', url(file)]);
    assert.equal(twice.code, 0, twice.err);
    assert.equal(gozin(['db', 'recovery', 'make', place, '--needed', '1', '--db', url(file)]).code, 2);
  });

  test('is none in another epoch, whose former shares open nothing any more', () => {
    play(later('recovered', '1412-10-28'), file);
    assert.equal(status(), 'none');
    const old = gozin(['db', 'recovery', 'test', ...shares(join(place, 'shares')), '--db', url(file)]);
    assert.equal(old.code, 1);
    assert.match(old.err, /epoch that is over/);
  });
});
