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

// What was printed is recorded as it was printed, once.
function expectPrintedRecorded(printed, file) {
  const recorded = sql(file, 'select seq, stream, rev, type from event order by seq');
  assert.deepEqual(recorded.map(({ seq }) => seq), recorded.map((_, i) => i));
  for (const line of printed) {
    const { seq, stream, rev, type } = JSON.parse(line);
    assert.deepEqual(recorded[seq], { seq, stream, rev, type });
  }
  return recorded;
}

async function killAfter(playing, lines) {
  while (wholeLines(playing.out).length < lines) await sleep(1);
  assert.equal(await playing.end('SIGKILL'), 'SIGKILL');
  return wholeLines(playing.out);
}

// Every life goes on where the one before was killed; the last one tells the story to its end.
test(`a story of ${kCommands} commands killed ${kKills} times keeps every printed event`, async (t) => {
  const random = randomNumbers(t);
  const file = freshDatabase();
  const story = join(place, 'long.yaml');
  const printed = [];
  const seen = [];
  let left = kCommands;
  for (let kills = kKills; kills > 0; --kills) {
    const lines = 1 + Math.floor((random() * 2 * left) / (kills + 1));
    printed.push(...await killAfter(start(writeStory(story, left), file), Math.min(lines, left - kills)));
    const recorded = expectPrintedRecorded(printed, file).length;
    if (kills % 5 === 0) expectCode(0, ['log', 'verify', '--db', url(file)]);
    left = kCommands + 1 - recorded;
    seen.push(recorded);
  }
  t.diagnostic(`events at the kills: ${seen.join(' ')}`);
  assert.ok(left > 0, 'the story ended before the last kill');
  play(writeStory(story, left), file);
  const recorded = expectPrintedRecorded(printed, file);
  assert.equal(recorded.length, kCommands + 1);
  assert.equal(new Set(recorded.map(({ stream }) => stream)).size, kCommands + 1, 'one twice');
  expectCode(0, ['log', 'verify', '--db', url(file)]);
});

// How long a start takes here, in milliseconds: the kills are spread over it on any machine.
async function startTakes(story) {
  const from = performance.now();
  const playing = start(story, freshDatabase());
  while (wholeLines(playing.out).length === 0) await sleep(1);
  const taken = performance.now() - from;
  await playing.end('SIGKILL');
  return taken;
}

test(`a log killed while it is begun, ${kStarts} times, can be begun again`, async (t) => {
  const random = randomNumbers(t);
  const short = writeStory(join(place, 'short.yaml'), 1);
  const taken = await startTakes(short);
  let early = 0;
  for (let i = 0; i < kStarts; ++i) {
    const file = freshDatabase();
    const playing = start(short, file);
    await sleep(random() * 1.5 * taken);
    early += (await playing.end('SIGKILL')) === 'SIGKILL' && playing.out === '';
    play(short, file);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  }
  t.diagnostic(`${early} of ${kStarts} were killed before their first event was printed, start ${taken} ms`);
  assert.ok(early > 0);
});
