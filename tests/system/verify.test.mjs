// What `gozin log verify` must find: each table and each column of the database changed in turn,
// events dropped and swapped, bytes of the file flipped.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import {
  beginningOf, copyLog, expectCode, folder, gozin, kScenarios, play, randomNumbers, sql, url,
  writeStory,
} from './support.mjs';

const place = folder();
// A log that came to its end, and one where tasks wait and deadlines run.
const logs = {
  ended: join(place, 'ended.db'), underWay: join(place, 'under-way.db'), acting: join(place, 'acting.db'),
  archived: join(place, 'archived.db'),
};
const verify = (file, ...options) => gozin(['log', 'verify', '--db', url(file), ...options]);

// Tables whose content does not follow from the log, and why a change of it is no damage.
const kOutside = {
  account: 'empty where nobody signs in; with them, `accounts` tampers with it',
  login_session: 'who is signed in',
  idempotency: 'answers to requests that may be sent again',
  person_lookup: 'empty where nobody has a national id; with one, `accounts` tampers with it',
  ballot_box: 'compared with the roll when the ballot is closed',
  read_table: 'which tables are built; a table that does not seem to be is built again',
  store_format: 'another product or version is not opened at all',
  erasure: 'empty where nobody is erased; with them, `erasure` tampers with it',
  access_journal: 'empty where nobody reads; with entries, `access` tampers with it',
  node_state: 'what a node said of itself last; no part of the record',
  lease: 'which node does what only one may do; no part of the record',
  compatibility: 'who may work on the store; without its row it is not opened at all',
  cosignature: 'empty without witnesses; with them, `witness` tampers with it',
  witness_standing: 'what was told of witnesses last; no part of the record',
  deployment: 'a name by which keys are found; a store that is no whole copy is not opened at all',
};

const kInTheVote = '  - {by: [m9, m10, m11], as: body_member, do: cast_ballot';

before(() => {
  const story = join(kScenarios, 'karaj-1401.yaml');
  play(story, logs.ended);
  play(beginningOf(story, kInTheVote, join(place, 'cut.yaml')), logs.underWay);
  play(join(kScenarios, 'acting-head.yaml'), logs.acting);
  copyLog(logs.ended, logs.archived);
  expectCode(0, ['log', 'archive', '--events', '256', '--older-than', '0', '--db', url(logs.archived)]);
});

// A copy of a log on which the statements were run.
function changed(file, statements) {
  const copy = copyLog(file, join(place, 'changed.db'));
  sql(copy, statements);
  return copy;
}

function expectDamage(file, where, name) {
  const found = verify(file);
  assert.equal(found.code, 6, `${name}: ${found.out.slice(0, 600)}${found.err}`);
  assert.match(found.out + found.err, where, name);
}

const quoted = (value) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value);

// Another value of the same type: one character, or a number that no other row has.
function other(value, type) {
  if (value === null) return type === 'INTEGER' ? 1 : quoted('x');
  if (typeof value === 'number') return value + 1000;
  const at = Math.floor(value.length / 2);
  const instead = value[at] === '2' ? '3' : '2';
  return quoted(value.slice(0, at) + instead + value.slice(at + 1));
}

const tables = (file) => sql(file, "select name from sqlite_master where type = 'table'")
  .map((row) => row.name);
const columns = (file, table) => sql(file,
  `select name, type, pk from pragma_table_info('${table}')`);

// Two files with the same rows in the tables that are looked at.
const isSame = (one, another) => tables(another).filter((name) => !(name in kOutside))
  .every((name) => {
    const rows = (file) => JSON.stringify(sql(file, `select * from "${name}"`));
    return rows(one) === rows(another);
  });

function whereOf(row, columns) {
  return columns.filter((column) => column.pk)
    .map((column) => `"${column.name}" = ${quoted(row[column.name])}`).join(' and ');
}

// The words that say which row it is, as `verify` prints them.
const kPlaces = {
  event: (row) => `event ${row.seq}`,
  log_head: () => 'log_head|head of the log',
  checkpoint: (row) => `checkpoint ${row.size}`,
  vault: (row) => `event ${row.seq}`,
  document: () => 'event \\d+ document',
  log_range: () => 'log_range|range-|event',
  archived_stream: () => 'archived_stream|event',
  subject_key: (row) => row.id,
};
const placeOf = (table, row, columns) => (kPlaces[table] ?? (() => [table,
  ...columns.filter((column) => column.pk).map((column) => row[column.name])].join(' ')))(row);

// The middle row of the table in the log where it has any.
function sample(table) {
  for (const file of Object.values(logs)) {
    const [{ count }] = sql(file, `select count(*) as count from "${table}"`);
    const [row] = sql(file, `select * from "${table}" limit 1 offset ${Math.floor(count / 2)}`);
    if (row) return { table, file, row, columns: columns(file, table) };
  }
  return undefined;
}

const watched = () => tables(logs.ended).filter((name) => !(name in kOutside)).map(sample);

describe('log verify', () => {
  test('finds nothing in honest logs, and says what it read', () => {
    for (const file of Object.values(logs)) {
      const report = JSON.parse(expectCode(0, ['log', 'verify', '--json', '--db', url(file)]).out);
      assert.deepEqual([report.damage, report.contradictions], [[], []]);
      const counts = { events: 'event', checkpoints: 'checkpoint', vault_records: 'vault' };
      const [{ n: gone }] = sql(file, 'select coalesce(sum(last_rev - first_rev + 1), 0) as n from archived_stream');
      for (const [said, table] of Object.entries(counts))
        assert.equal(report[said] - (said === 'events' ? gone : 0),
          sql(file, `select count(*) as n from ${table}`)[0].n, said);
    }
  });

  test('is tried here on every table that is filled, and on no table that is gone', () => {
    const known = tables(logs.ended);
    assert.deepEqual(known.filter((table) => !(table in kOutside) && !sample(table)), []);
    assert.deepEqual(Object.keys(kOutside).filter((table) => !known.includes(table)), []);
  });

  test('finds one changed value in any column of any table', () => {
    for (const { table, file, row, columns } of watched())
      for (const { name, type, pk } of columns) {
        // There is but one head, and the database itself sees to that.
        if (table === 'log_head' && name === 'id') continue;
        const copy = changed(file, `update "${table}" set "${name}" = ${other(row[name], type)}
          where ${whereOf(row, columns)}`);
        // A row with another key is missed where it was, or met where it is not expected.
        const where = pk ? `event \\d|${table}` : placeOf(table, row, columns);
        expectDamage(copy, new RegExp(where), `${table}.${name}`);
      }
  });

  test('finds one changed value of an event that stayed at hand when its range was detached', () => {
    const of = columns(logs.archived, 'event');
    const [row] = sql(logs.archived, "select * from event where seq < 256 and stream like 'person/%' order by seq desc limit 1");
    for (const { name, type } of of)
      expectDamage(changed(logs.archived, `update event set "${name}" = ${other(row[name], type)} where seq = ${row.seq}`),
        new RegExp(`event ${row.seq}\\b`), name);
  });

  test('finds that a row is gone from any table', () => {
    for (const { table, file, row, columns } of watched()) {
      // Which checkpoints there were, the log does not say: whoever keeps one can.
      if (table === 'checkpoint') continue;
      const copy = changed(file, `delete from "${table}" where ${whereOf(row, columns)}`);
      expectDamage(copy, new RegExp(placeOf(table, row, columns)), `a row of ${table}`);
    }
  });

  test('finds an event dropped at the end, the start, in the middle, and two swapped', () => {
    const last = sql(logs.ended, 'select max(seq) as seq from event')[0].seq;
    for (const seq of [last, 0, 200])
      expectDamage(changed(logs.ended, `delete from event where seq = ${seq}`),
        new RegExp(`event ${seq}`), `event ${seq} dropped`);
    expectDamage(changed(logs.ended, `update event set seq = -1 where seq = 200;
      update event set seq = 200 where seq = 201; update event set seq = 201 where seq = -1`),
    /event 200/, 'events 200 and 201 swapped');
  });

  test('finds the first event of a stream of each kind dropped or unreadable', () => {
    for (const { seq } of sql(logs.ended, `select min(seq) as seq from event where rev = 0
      group by substr(stream, 1, instr(stream || '/', '/'))`))
      for (const change of ['delete from event', "update event set body = '{' || body"])
        expectDamage(changed(logs.ended, `${change} where seq = ${seq}`),
          new RegExp(`event ${seq}\\b`), `${change}, event ${seq}`);
  });

  // T20
  test('finds one changed character of the bytes of any event', (t) => {
    const random = randomNumbers(t);
    const events = sql(logs.ended, 'select seq, length(body) as length from event');
    for (let i = 0; i < 20; ++i) {
      const { seq, length } = events[Math.floor(random() * events.length)];
      const at = 1 + Math.floor(random() * length);
      const copy = changed(logs.ended, `update event set body = substr(body, 1, ${at - 1}) ||
        iif(substr(body, ${at}, 1) = '0', '1', '0') || substr(body, ${at + 1}) where seq = ${seq}`);
      expectDamage(copy, new RegExp(`event ${seq}\\b`), `event ${seq}, character ${at}`);
    }
  });

  test('finds an event that was changed together with its hash', () => {
    const [{ body }] = sql(logs.ended, 'select body from event where seq = 1');
    const forged = body.replace('"kind":"staff"', '"kind":"citizen"')
      .replace('"kind":"official"', '"kind":"citizen"');
    assert.notEqual(forged, body);
    const leaf = createHash('sha256').update('\0').update(forged).digest('hex');
    const copy = changed(logs.ended, `update event set body = ${quoted(forged)},
      leaf = '${leaf}' where seq = 1`);
    expectDamage(copy, /person_list|log_head/, 'event 1 with a hash of its own');
  });

  test('finds flipped bits of the file, wherever they change what is in it', (t) => {
    const random = randomNumbers(t);
    let found = 0;
    for (let i = 0; i < 16; ++i) {
      const copy = copyLog(logs.ended, join(place, 'flipped.db'));
      const bytes = readFileSync(copy);
      const at = Math.floor(random() * bytes.length);
      bytes[at] ^= 1 << Math.floor(random() * 8);
      writeFileSync(copy, bytes);
      const { code, err } = verify(copy);
      if (code === 0) assert.ok(isSame(copy, logs.ended), `byte ${at} is not missed`);
      else assert.ok(code === 6 || (code === 1 && err.includes('flipped.db')), `${code} ${err}`);
      found += code !== 0;
    }
    t.diagnostic(`${found} of 16 flips found, the others changed nothing`);
    assert.ok(found > 0);
  });
});

describe('log verify --checkpoint', () => {
  // A checkpoint somebody kept: what they hold the log to.
  const kept = join(place, 'kept.note');
  const lastNote = (file) => sql(file,
    'select note from checkpoint order by size desc limit 1')[0].note;
  const keep = () => writeFileSync(kept, lastNote(logs.ended));

  test('passes on the log it was taken from, also where the log forgot it', () => {
    keep();
    assert.equal(verify(logs.ended, '--checkpoint', kept).code, 0);
    const copy = changed(logs.ended,
      'delete from checkpoint where size = (select max(size) from checkpoint)');
    assert.equal(verify(copy, '--checkpoint', kept).code, 0);
  });

  // The log of an earlier day is whole in itself; only a checkpoint kept elsewhere tells.
  // T21
  test('contradicts a log that was cut back to an earlier day', () => {
    const file = copyLog(logs.ended, join(place, 'later.db'));
    play(writeStory(join(place, 'later.yaml'), 1), file);
    const note = join(place, 'late.note');
    writeFileSync(note, lastNote(file));
    assert.equal(verify(logs.ended).code, 0);
    const [{ size }] = sql(file, 'select max(size) as size from checkpoint');
    const stored = changed(logs.ended,
      `insert into checkpoint values (${size}, ${quoted(lastNote(file))})`);
    for (const cut of [verify(logs.ended, '--checkpoint', note), verify(stored)]) {
      assert.equal(cut.code, 7, cut.out + cut.err);
      assert.match(cut.out, new RegExp(`checkpoint ${size}`));
    }
    // Of several files, which one.
    keep();
    const { out } = verify(logs.ended, '--checkpoint', kept, '--checkpoint', note);
    assert.ok(out.includes(note) && !out.includes(kept), out);
  });

  // Its last checkpoint is of its last event: only what the key has signed for since tells.
  test('is not needed where the key itself has signed for more', () => {
    const file = copyLog(logs.ended, join(place, 'signed.db'));
    play(writeStory(join(place, 'signed.yaml'), 1), file);
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    cpSync(logs.ended, file);
    const [{ id }] = sql(file, "select stream as id from event where stream like 'case/%' limit 1");
    for (const args of [['log', 'status'], ['log', 'checkpoint'], ['log', 'proof', '1'],
      ['log', 'receipt', '1'], ['log', 'export', join(place, 'cut-export')], ['case', 'dossier', id],
      ['log', 'verify']]) {
      const done = gozin([...args, '--db', url(file)]);
      assert.equal(done.code, 7, `${args.join(' ')}: ${done.out}${done.err}`);
    }
    assert.ok(!existsSync(join(place, 'cut-export')));
  });

  test('finds a checkpoint of another log, and one whose signature was changed', () => {
    keep();
    const foreign = verify(logs.underWay, '--checkpoint', kept);
    assert.equal(foreign.code, 6);
    assert.ok(foreign.out.includes(`checkpoint given ${kept}`), foreign.out);
    const text = readFileSync(kept, 'utf8');
    writeFileSync(kept, text.replace(/.(?=.{6}\n$)/, (c) => (c === 'A' ? 'B' : 'A')));
    assert.equal(verify(logs.ended, '--checkpoint', kept).code, 6);
  });
});
