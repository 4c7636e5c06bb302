// The stories of config/scenarios from their first event to the appointment.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { expectCode, folder, kScenarios, lines, play, sql, url } from './support.mjs';

const kStories = ['karaj-1401', 'baqershahr-deputy', 'interference'];
const place = folder();

// What the same story must lead to every time: ids, times and salts are new each time.
function compareWithGolden(story, events) {
  const golden = join(import.meta.dirname, 'golden', `${story}.txt`);
  const text = events.map((event) => `${event.type} ${event.role}\n`).join('');
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
  assert.equal(text, readFileSync(golden, 'utf8'),
    `the events of ${story} are others than in ${basename(golden)}; UPDATE_GOLDEN=1 rewrites it`);
}

for (const story of kStories)
  describe(story, () => {
    const db = join(place, `${story}.db`);
    let played;

    test('prints one line an event and ends with the appointment', () => {
      played = play(join(kScenarios, `${story}.yaml`), db);
      const recorded = sql(db, 'select seq, type, stream from event order by seq');
      const printed = lines(played.out).map((line) => line.split('\t'));
      assert.deepEqual(printed.map(([seq, , , stream]) => `${seq} ${stream}`),
        recorded.map(({ seq, stream }) => `${seq} ${stream}`));
      const [[id, state, title], ...more] = lines(played.err).map((line) => line.split('\t'));
      assert.deepEqual([state, more], ['Appointed', []]);
      assert.match(id, /^case\//);
      assert.ok(title);
    });

    test('replays to the live state', () => {
      const [id] = played.err.split('\t');
      const replayed = expectCode(0, ['replay', id, '--db', url(db)]);
      assert.match(replayed.out, /Replay and live state agree/);
      const steps = lines(expectCode(0, ['replay', id, '--json', '--db', url(db)]).out)
        .map((line) => JSON.parse(line));
      const end = steps.pop();
      assert.deepEqual(end.differs, []);
      assert.equal(end.events, steps.length);
      const { out } = expectCode(0, ['case', 'list', '--json', '--db', url(db)]);
      const [shown] = JSON.parse(out).items;
      assert.equal(shown.state, 'Appointed');
      assert.deepEqual(end.position, shown.position);
    });

    test('shows its decree as a text, and with --json as the document it is', () => {
      const [id] = played.err.split('\t');
      const shown = expectCode(0, ['case', 'show', id, '--db', url(db)]).out;
      assert.match(shown, /^حکم انتصاب$/m);
      assert.doesNotMatch(shown, /[<>]|&amp;/);
      const { decree } = JSON.parse(expectCode(0, ['case', 'show', id, '--json', '--db', url(db)]).out);
      assert.match(decree, /^<!DOCTYPE html>/);
    });

    test('leaves a log that verifies', () => {
      expectCode(0, ['log', 'verify', '--db', url(db)]);
    });

    test('prints with --json one object a line, the events of the golden file', () => {
      const again = join(place, `${story}-json.db`);
      const events = lines(play(join(kScenarios, `${story}.yaml`), again, '--json').out)
        .map((line) => JSON.parse(line));
      assert.deepEqual(events.map(({ seq, stream, rev, type }) => ({ seq, stream, rev, type })),
        sql(again, 'select seq, stream, rev, type from event order by seq'));
      assert.ok(events.every((event) => event.data && event.recorded && event.actor));
      compareWithGolden(story, events);
    });
  });
