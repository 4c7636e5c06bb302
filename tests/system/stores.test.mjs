// The program on PostgreSQL and on MariaDB: the stories, the server, several processes at once, and
// a city that moves from one database to another with every byte and every proof.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import {
  expectCode, folder, gozin, kProgram, kScenarios, lines, Process, sql, url, writeStory,
} from './support.mjs';
import { nameIn, Servers } from './servers.mjs';

const kStories = ['karaj-1401', 'baqershahr-deputy', 'interference', 'erasure'];
const kKinds = ['postgresql', 'mysql'];
const place = folder();
const servers = new Servers();
const json = (args, db) => JSON.parse(expectCode(0, [...args, '--json', '--db', db]).out);
const story = (name) => join(kScenarios, `${name}.yaml`);

for (const kind of kKinds)
  describe(kind, () => {
    for (const name of kStories)
      test(`holds the story ${name}, event by event, and its log verifies`, () => {
        const db = servers.database(kind);
        const events = lines(expectCode(0, ['run', story(name), '--json', '--db', db]).out)
          .map((line) => JSON.parse(line));
        const golden = readFileSync(join(import.meta.dirname, 'golden', `${name}.txt`), 'utf8');
        assert.equal(events.map(({ type, role }) => `${type} ${role}\n`).join(''), golden);
        assert.deepEqual(events.map(({ seq }) => seq), events.map((_, i) => i));
        const report = json(['log', 'verify'], db);
        assert.deepEqual([report.damage, report.contradictions], [[], []]);
        assert.equal(report.events, events.length);
        assert.equal(report.values_opened, true);
        const { items: [shown] } = json(['case', 'list'], db);
        assert.equal(shown.state, 'Appointed');
        expectCode(0, ['replay', shown.id, '--db', db]);
      });

    test('is served', async () => {
      const db = servers.database(kind);
      expectCode(0, ['run', story('karaj-1401'), '--db', db]);
      const server = new Process(kProgram, ['serve', '--db', db, '--listen', '127.0.0.1:0']);
      const address = (await server.firstLine).trim();
      for (const path of ['/livez', '/'])
        assert.equal((await fetch(new URL(path, address))).status, 200);
      assert.equal(await server.end('SIGTERM'), 0);
      assert.equal(server.err, '');
    });

    test('takes what two processes record at once, without a gap', async () => {
      const db = servers.database(kind);
      const beginning = writeStory(join(place, `${kind}.yaml`), 10);
      expectCode(0, ['run', beginning, '--db', db]);
      const long = writeStory(join(place, `${kind}-long.yaml`), 300);
      const players = [1, 2].map(() => new Process(kProgram, ['run', long, '--json', '--db', db]));
      for (const player of players) assert.equal(await player.ended, 0, player.err);
      const seqs = players.map(({ out }) => lines(out).map((line) => JSON.parse(line).seq));
      const all = seqs.flat().sort((a, b) => a - b);
      assert.equal(all.length, 600);
      assert.deepEqual(all, all.map((_, i) => all[0] + i));
      assert.ok(seqs[0].at(-1) > seqs[1][0] && seqs[1].at(-1) > seqs[0][0], 'they took no turns');
      assert.equal(json(['log', 'verify'], db).events, all[0] + 600);
    });

    test('keeps what was printed when the program is killed', async () => {
      const db = servers.database(kind);
      const long = writeStory(join(place, `${kind}-killed.yaml`), 2_000);
      const player = new Process('stdbuf', ['-oL', kProgram, 'run', long, '--json', '--db', db]);
      while (lines(player.out).length < 150) await sleep(1);
      await player.end('SIGKILL');
      const printed = lines(player.out.slice(0, player.out.lastIndexOf('\n')));
      const report = json(['log', 'verify'], db);
      assert.deepEqual([report.damage, report.contradictions], [[], []]);
      assert.ok(report.events >= printed.length);
    });

    test('says without its password what is wrong with an address', () => {
      const db = servers.database(kind).replace('@', ':s3cret@').replace(/city_\w+/, 'no_such');
      for (const args of [['db', 'status'], ['serve'], ['case', 'list']]) {
        const done = gozin([...args, '--db', db]);
        assert.equal(done.code, 1);
        assert.equal(lines(done.err).length, 1, done.err);
        assert.doesNotMatch(done.out + done.err, /s3cret/);
      }
    });

    test('is called wrong where its address is none, and keeps a password even then', () => {
      const wrong = `${kind}://somebody:s3cret@/`;
      const done = gozin(['case', 'list', '--db', wrong]);
      assert.equal(done.code, 2, done.err);
      assert.equal(lines(done.err).length, 1, done.err);
      assert.doesNotMatch(done.out + done.err, /s3cret/);
      const set = gozin(['case', 'list'], { env: { GOZIN_DB: wrong } });
      assert.equal(set.code, 1, set.err);
      assert.doesNotMatch(set.out + set.err, /s3cret/);
    });

    test('is shown among the settings without its password', () => {
      const env = { GOZIN_DB: `${kind}://somebody:s3cret@db.example/city` };
      const shown = expectCode(0, ['config', 'show'], { env });
      assert.ok(lines(shown.out).includes(`db = ${kind}://db.example/city`), shown.out);
      assert.doesNotMatch(shown.out + shown.err, /s3cret/);
    });
  });

// What a city is known by outside: the same before and after it has moved.
const face = (db) => {
  const { size, root, vkey, origin } = json(['log', 'status'], db);
  return { size, root, vkey, origin };
};

describe('a city that moves', () => {
  const first = join(place, 'first.db');
  const backup = join(place, 'city.backup');
  const keys = `${first}.keys`;

  test('keeps every byte of the log and every proof, from SQLite over both servers and back', () => {
    expectCode(0, ['run', story('karaj-1401'), '--db', url(first)]);
    const begun = face(url(first));
    const { checkpoint } = json(['log', 'checkpoint'], url(first));
    const note = join(place, 'checkpoint');
    writeFileSync(note, checkpoint);
    const back = join(place, 'back.db');
    const journey = [url(first), servers.database('postgresql'), servers.database('mysql'), url(back)];
    for (let i = 1; i < journey.length; ++i) {
      const file = `${backup}${i}`;
      const made = json(['db', 'backup', file], journey[i - 1]);
      assert.equal(made.size, begun.size);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const restored = json(['db', 'restore', file, '--keys', keys], journey[i]);
      assert.deepEqual(restored, { size: begun.size, root: begun.root });
      assert.deepEqual(face(journey[i]), begun);
      expectCode(0, ['log', 'verify', '--checkpoint', note, '--db', journey[i]]);
    }
    const all = 'select * from event order by seq';
    assert.deepEqual(sql(back, all), sql(first, all));
    for (const table of ['vault', 'document', 'checkpoint', 'subject_key', 'person_lookup', 'account'])
      assert.deepEqual(sql(back, `select * from ${table} order by 1, 2`),
        sql(first, `select * from ${table} order by 1, 2`), table);
    const { items: [shown] } = json(['case', 'list'], url(back));
    assert.equal(shown.state, 'Appointed');
  });

  test('is read by its names only with its keys', () => {
    const file = `${backup}1`;
    const without = join(place, 'without.db');
    const done = gozin(['db', 'restore', file, '--db', url(without)]);
    assert.equal(done.code, 0, done.err);
    assert.match(done.err, /without\.db\.keys/);
    assert.equal(json(['log', 'verify'], url(without)).values_opened, false);
    cpSync(keys, `${without}.keys`, { recursive: true });
    assert.equal(json(['log', 'verify'], url(without)).values_opened, true);
  });

  test('leaves no key of its vault in the backup, and none in the open in the bundle', () => {
    const wrapped = sql(first, 'select wrapped from subject_key').map((row) => row.wrapped);
    assert.ok(wrapped.length > 0);
    const bytes = readFileSync(`${backup}1`, 'latin1');
    assert.ok(wrapped.every((key) => !bytes.includes(key)));
    const bundle = lines(readFileSync(`${backup}1.bundle`, 'utf8')).map((line) => JSON.parse(line));
    assert.deepEqual(bundle.filter(({ id }) => id).map((key) => key.wrapped).sort(), wrapped.sort());
  });

  test('is not restored with the keys of another, over another, or without a bundle', () => {
    const other = join(place, 'other.db');
    expectCode(0, ['db', 'init', '--db', url(other)]);
    expectCode(0, ['db', 'backup', `${backup}-other`, '--db', url(other)]);
    const target = join(place, 'refused.db');
    const refused = (words, ...args) => {
      const done = gozin(['db', 'restore', ...args]);
      assert.equal(done.code, 1);
      assert.match(done.err, words);
    };
    refused(/another deployment/, `${backup}1`, '--bundle', `${backup}-other.bundle`,
      '--db', url(target));
    refused(/another store/, `${backup}1`, '--db', url(other));
    rmSync(`${backup}-other.bundle`);
    refused(/bundle/, `${backup}-other`, '--db', url(target));
    assert.ok(!existsSync(target));
    refused(/city\.backup1/, join(place, 'nothing', 'city.backup1'), '--db', url(target));
  });

  test('goes on with a backup and with a restoring that were killed', async () => {
    const big = join(place, 'big.db');
    expectCode(0, ['run', writeStory(join(place, 'big.yaml'), 6_000), '--db', url(big)],
      { env: {} });
    const begun = face(url(big));
    const file = join(place, 'big.backup');
    const backing = new Process(kProgram, ['db', 'backup', file, '--db', url(big)]);
    while (!existsSync(`${file}-wal`)) await sleep(1);
    await backing.end('SIGKILL');
    expectCode(0, ['db', 'backup', file, '--db', url(big)]);
    const target = servers.database('postgresql');
    const killed = new Process(kProgram,
      ['db', 'restore', file, '--keys', `${big}.keys`, '--db', target]);
    const copied = () => Number(servers.psql(nameIn(target),
      `select case when to_regclass('event') is null then 0 else
       (xpath('/row/n/text()', query_to_xml('select count(*) as n from event', false, true, '')))[1]::text::int end`));
    while (copied() === 0) await sleep(5);
    await killed.end('SIGKILL');
    const unfinished = gozin(['case', 'list', '--db', target]);
    assert.equal(unfinished.code, 1, unfinished.out);
    assert.match(unfinished.err, /not finished/);
    const restored = json(['db', 'restore', file], target);
    assert.deepEqual(restored, { size: begun.size, root: begun.root });
    assert.deepEqual(face(target), begun);
  });

  test('tells where it is, and its version', () => {
    const db = servers.database('postgresql');
    expectCode(0, ['db', 'init', '--db', db]);
    const status = json(['db', 'status'], db);
    assert.match(status.address, /^postgresql:\/\//);
    assert.match(status.deployment, /^[0-9a-f]{32}$/);
    const upgraded = json(['db', 'upgrade'], db);
    assert.equal(upgraded.from, upgraded.to);
  });
});
