// What a machine does to a program: a disk that fills up, a process that stands still for a while.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import {
  expectCode, folder, gozin, kProgram, lines, play, Process, randomNumbers, sql, url, wholeLines, writeStory,
} from './support.mjs';

const place = folder();

function fresh(name) {
  const file = join(place, name);
  for (const end of ['', '-wal', '-shm', '.keys', '.bundle']) rmSync(file + end, { recursive: true, force: true });
  return file;
}

const kArgs = (story, file) => ['run', story, '--json', '--db', url(file)];
const start = (story, file) => new Process('stdbuf', ['-oL', kProgram, ...kArgs(story, file)]);

// No file may grow beyond so many kilobytes: writing more fails, as on a disk that is full.
const startOnFullDisk = (story, file, kilobytes) => new Process('bash',
  ['-c', `trap '' XFSZ; ulimit -f ${kilobytes}; exec stdbuf -oL "$@"`, 'bash', kProgram, ...kArgs(story, file)]);

// What was printed was recorded as it was printed, and stands there once.
function expectRecorded(printed, file) {
  const recorded = sql(file, 'select seq, stream, rev, type from event order by seq');
  assert.deepEqual(recorded.map(({ seq }) => seq), recorded.map((_, i) => i));
  for (const line of printed) {
    const { seq, stream, rev, type } = JSON.parse(line);
    assert.deepEqual(recorded[seq], { seq, stream, rev, type });
  }
  return recorded.length;
}

describe('a disk that is full', () => {
  const kCommands = 1_500;
  for (const kilobytes of [120, 600, 1_300])
    test(`at ${kilobytes} kB stops the program with a sentence, and nothing that was acknowledged is lost`, async () => {
      const file = fresh('full.db');
      const story = join(place, 'long.yaml');
      const stopped = startOnFullDisk(writeStory(story, kCommands), file, kilobytes);
      assert.equal(await stopped.ended, 1, stopped.err);
      assert.equal(lines(stopped.err).length, 1, stopped.err);
      assert.match(stopped.err, /^gozin: /);
      assert.doesNotMatch(stopped.err, /terminate|what\(\)|std::/);
      const printed = wholeLines(stopped.out);
      // With room again it goes on where it stopped.
      const before = printed.length > 0 ? expectRecorded(printed, file) : 0;
      if (before > 0) expectCode(0, ['log', 'verify', '--db', url(file)]);
      play(writeStory(story, kCommands + 1 - Math.max(before, 1)), file);
      assert.equal(expectRecorded(printed, file), kCommands + 1);
      expectCode(0, ['log', 'verify', '--db', url(file)]);
    });
});

describe('a process that stands still', () => {
  test('holds others up for a while at most, and goes on as if nothing had been', async (t) => {
    const random = randomNumbers(t);
    const kRounds = 4;
    const file = fresh('frozen.db');
    const story = writeStory(join(place, 'frozen.yaml'), 2_000);
    const other = writeStory(join(place, 'other.yaml'), 5);
    const frozen = start(story, file);
    const printed = [];
    for (let round = 1; round <= kRounds; ++round) {
      const least = Math.floor((2_000 * (round - random())) / (kRounds + 1));
      while (wholeLines(frozen.out).length < least) await sleep(1);
      frozen.child.kill('SIGSTOP');
      // Frozen outside of a transaction it is in nobody's way; within one the other gives up by itself.
      const done = gozin(['run', other, '--json', '--db', url(file)]);
      assert.ok([0, 4].includes(done.code), `${done.code}: ${done.err}`);
      if (done.code === 4) assert.match(done.err, /^gozin: [^\n]+\n$/);
      printed.push(...wholeLines(done.out));
      frozen.child.kill('SIGCONT');
    }
    assert.equal(await frozen.ended, 0, frozen.err);
    printed.push(...wholeLines(frozen.out));
    expectRecorded(printed, file);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });
});
