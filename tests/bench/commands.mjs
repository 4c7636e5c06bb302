// Durable commands over HTTP against a server that only keeps the same rows, in turn.
//
// Usage: GOZIN_PROGRAM=… node commands.mjs PROGRAMS PASSWORD CITY_URL [SECONDS [ROUNDS]]
// PROGRAMS: the folder of http_load and http_floor. The floor is measured where the city is in a
// file of SQLite.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { City, Server, shortfall } from './serving.mjs';

const [programs, password, address, seconds = '5', rounds = '3'] = process.argv.slice(2);
if (!address) {
  console.error('Usage: commands.mjs PROGRAMS PASSWORD CITY_URL [SECONDS [ROUNDS]]');
  process.exit(2);
}
const kLeastRatio = 0.6;
const kMostCpuMs = 0.08;
const kMostMs = { 16: 5, 64: 20, 256: 50 };
const ticksASecond = 100;

const usedSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
};

async function load(server, connections, { cookie, csrf, cases }) {
  const before = usedSeconds(server.child.pid);
  const sender = spawn(join(programs, 'http_load'),
    [new URL(server.url).port, connections, seconds, cookie, csrf], { stdio: ['pipe', 'pipe', 'inherit'] });
  let out = '';
  sender.stdout.on('data', (part) => { out += part; });
  sender.stdin.end(cases.join('\n'));
  const code = await new Promise((done) => { sender.once('close', done); });
  if (code !== 0) throw new Error(`http_load: ${code}`);
  const told = JSON.parse(out);
  if (told.failures > 0) throw new Error(`${told.failures} of ${told.answers} failed`);
  return { ...told, cpu: (usedSeconds(server.child.pid) - before) / told.answers * 1000 };
}

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const middles = (runs) => Object.fromEntries(
  ['rate', 'p50', 'p99', 'cpu'].map((name) => [name, middle(runs.map((run) => run[name]))]));
const shown = (of) => `${of.rate.toFixed(0)}/s, p50 ${of.p50.toFixed(1)} ms, p99 ${of.p99.toFixed(1)} ms, `
  + `${of.cpu.toFixed(3)} ms CPU each`;

function report(connections, city, floor) {
  const most = kMostMs[connections];
  console.log(`commands over HTTP, ${connections} connections: ${shown(city)}`);
  console.log(`  p99 at most ${most} ms: ${shortfall(city.p99, most)}; `
    + `CPU at most ${kMostCpuMs} ms: ${shortfall(city.cpu, kMostCpuMs)}`);
  if (!floor) return;
  const ratio = city.rate / floor.rate;
  console.log(`  floor: ${shown(floor)}`);
  console.log(`  ratio ${ratio.toFixed(2)}, at least ${kLeastRatio}: ${shortfall(kLeastRatio, ratio)}`);
}

const place = mkdtempSync(join(tmpdir(), 'gozin-bench-'));
const city = new City(address, password);
let floor;
try {
  await city.start();
  await city.signIn('affairs');
  await city.findCases(45);
  const page = await city.get('/en/inbox');
  const asked = { cookie: city.cookie, cases: city.cases,
    csrf: /name="csrf" value="([0-9a-f]+)"/.exec(page)[1] };
  await load(city, 16, asked);
  if (address.startsWith('sqlite:')) {
    floor = new Server(join(programs, 'http_floor'), [join(place, 'floor.db'), address.slice('sqlite:'.length)]);
    await floor.listen();
  }
  for (const connections of [16, 64, 256]) {
    const runs = { city: [], floor: [] };
    for (let round = 0; round < Number(rounds); ++round) {
      runs.city.push(await load(city, connections, asked));
      if (floor) runs.floor.push(await load(floor, connections, asked));
    }
    report(connections, middles(runs.city), floor && middles(runs.floor));
  }
} finally {
  await city.stop();
  await floor?.stop();
  rmSync(place, { recursive: true, force: true });
}
