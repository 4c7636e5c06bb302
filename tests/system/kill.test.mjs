// Killed at any moment, the log is sound and holds every event that was printed.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import {
  expectCode, folder, kProgram, play, Process, randomNumbers, sql, url, wholeLines,
  writeStory,
} from './support.mjs';

const kCommands = 10_000;
const kKills = 50;
const kStarts = 20;
const kStartMs = 200;
const kLatestMs = 250;
const place = folder();

function freshDatabase() {
  const file = join(place, 'killed.db');
  for (const end of ['', '-wal', '-shm', '.keys'])
    rmSync(file + end, { recursive: true, force: true });
  return file;
}

// Line by line: what is printed is printed when it is recorded, not when a buffer is full.
const start = (story, file) => new Process('stdbuf',
  ['-oL', kProgram, 'run', story, '--json', '--db', url(file)]);

function expectPrintedRecorded(printed, file) {
  const recorded = sql(file, 'select seq, stream, rev, type from event order by seq');
  const said = printed.map((line) => JSON.parse(line))
    .map(({ seq, stream, rev, type }) => ({ seq, stream, rev, type }));
  assert.deepEqual(said, recorded.slice(0, said.length));
  return recorded.length;
}

test(`a story killed at ${kKills} moments leaves every printed event recorded`, async (t) => {
  const random = randomNumbers(t);
  const story = writeStory(join(place, 'long.yaml'), kCommands);
  const short = writeStory(join(place, 'short.yaml'), 1);
  const seen = [];
  for (let i = 0; i < kKills; ++i) {
    const file = freshDatabase();
    const playing = start(story, file);
    await playing.firstLine;
    await sleep(random() * kLatestMs);
    assert.equal(await playing.end('SIGKILL'), 'SIGKILL');
    const printed = wholeLines(playing.out);

    expectCode(0, ['log', 'verify', '--db', url(file)]);
    const events = expectPrintedRecorded(printed, file);
    assert.ok(printed.length > 0 && events <= kCommands, `${printed.length} of ${events}`);
    seen.push(events);

    if (i % 10 > 0) continue;
    play(short, file);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
    assert.equal(sql(file, 'select count(*) as n from event')[0].n, events + 1);
  }
  seen.sort((a, b) => a - b);
  t.diagnostic(`events at the kills: ${seen[0]} … ${seen[kKills / 2]} … ${seen.at(-1)}`);
  assert.ok(new Set(seen).size > kKills / 3, 'the moments were not different ones');
});

test(`a log killed while it is begun, ${kStarts} times, can be begun again`, async (t) => {
  const random = randomNumbers(t);
  const short = writeStory(join(place, 'short.yaml'), 1);
  let early = 0;
  for (let i = 0; i < kStarts; ++i) {
    const file = freshDatabase();
    const playing = start(short, file);
    await sleep(random() * kStartMs);
    early += (await playing.end('SIGKILL')) === 'SIGKILL' && playing.out === '';
    play(short, file);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  }
  t.diagnostic(`${early} of ${kStarts} were killed before their first event was printed`);
  assert.ok(early > 0);
});
