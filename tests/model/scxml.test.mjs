// The chart as SCXML, run by SCION (Apache-2.0), an interpreter that nobody here wrote: the same
// events lead to the same states, the same state takes them, and what our chart refuses it refuses.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { expectCode, folder, kProgram, kScenarios, lines, play, sql, url }
  from '../system/support.mjs';

const scion = createRequire(import.meta.url)('@scion-scxml/scxml');
const place = folder();
const kStories = ['karaj-1401', 'baqershahr-deputy', 'interference'];

// What exploring has met, as the program beside the one under test prints it.
let traced;
function traces() {
  if (traced) return traced;
  const done = spawnSync(join(dirname(kProgram), 'model_traces'),
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(done.status, 0, done.stderr);
  const [{ events }, ...ways] = lines(done.stdout).map((line) => JSON.parse(line));
  traced = { events, ways };
  return traced;
}

function prepared(text) {
  return new Promise((done, failed) =>
    scion.documentStringToModel('chart.scxml', text, (wrong, model) =>
      wrong ? failed(wrong)
        : model.prepare((flawed, ready) => (flawed ? failed(flawed) : done(ready)))));
}

// A machine at its beginning; `send` says who took the event (nobody: it was refused) and where the
// machine stands then.
function started(model) {
  const machine = new scion.core.Statechart(model);
  let taker = null;
  machine.registerListener({ onTransition: (source) => { taker = source; } });
  machine.start();
  return {
    leaves: () => machine.getConfiguration().toSorted(),
    send(event) {
      taker = null;
      machine.gen(event);
      return { taker, after: machine.getConfiguration().toSorted() };
    },
  };
}

function walked(model, way) {
  const machine = started(model);
  for (const { event, after } of way) assert.deepEqual(machine.send(event).after, after, event);
  return machine;
}

describe('the chart as SCXML', () => {
  let model;

  before(async () => {
    model = await prepared(
      expectCode(0, ['workflow', 'show', 'appointment', '--format', 'scxml']).out);
  });

  test('reaches each position that exploring has reached, by the same events', () => {
    const { ways } = traces();
    assert.ok(ways.length > 50, `only ${ways.length} positions`);
    for (const { here, way } of ways) assert.deepEqual(walked(model, way).leaves(), here);
  });

  test('answers every event at every position as our chart does', (context) => {
    const { events, ways } = traces();
    let refused = 0;
    let taken = 0;
    for (const { here, way, answers } of ways) {
      let machine = walked(model, way);
      for (const event of events) {
        const expected = answers[event] ?? { taker: null, after: here };
        assert.deepEqual(machine.send(event), expected, `${event} at ${here.join(' ')}`);
        if (event in answers) taken += 1; else refused += 1;
        if (expected.after.join() !== here.join()) machine = walked(model, way);
      }
    }
    context.diagnostic(`${ways.length} positions, ${taken} events taken, ${refused} refused`);
  });

  for (const story of kStories)
    test(`follows ${story} from its first event to its end`, () => {
      const db = join(place, `${story}.db`);
      play(join(kScenarios, `${story}.yaml`), db);
      const cases = sql(db, "select distinct stream from event where stream like 'case/%'");
      for (const { stream } of cases) {
        const steps = lines(expectCode(0, ['replay', stream, '--json', '--db', url(db)]).out)
          .map((line) => JSON.parse(line)).filter((step) => step.type);
        assert.ok(steps.length > 0);
        const machine = started(model);
        for (const { type, position } of steps) {
          const { taker, after } = machine.send(type);
          assert.ok(taker, `${type} is refused`);
          assert.deepEqual(after, position.toSorted(), type);
        }
      }
    });
});
