// Pages of two cities side by side: do they take longer where there are more cases? Also what a
// node takes of memory, and how long it is from its start to its first page.
//
// Usage: GOZIN_PROGRAM=… node pages.mjs PASSWORD SMALL_URL LARGE_URL [ROUNDS]
import { City, shortfall } from './serving.mjs';

const [password, ...rest] = process.argv.slice(2);
const addresses = rest.slice(0, 2);
const rounds = Number(rest[2] ?? 1500);
if (addresses.length < 2) {
  console.error('Usage: pages.mjs PASSWORD SMALL_URL LARGE_URL [ROUNDS]');
  process.exit(2);
}

const kMostRatio = 1.3;
const kMostMemoryMb = 300;
const kMostStartMs = 1000;
const quantile = (times, part) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)];
const kPages = [
  { name: 'cases', path: () => '/en/' },
  { name: 'inbox', path: () => '/en/inbox' },
  { name: 'case', path: (id) => `/en/cases/${id}` },
  { name: 'history', path: (id) => `/en/cases/${id}/replay` },
];

function report(page, [small, large]) {
  const of = (times) => [quantile(times, 0.5), quantile(times, 0.99)];
  const [smallHalf, smallMost] = of(small);
  const [largeHalf, largeMost] = of(large);
  const ratio = largeMost / smallMost;
  console.log(`page ${page.name.padEnd(8)} p50 ${smallHalf.toFixed(2)} and ${largeHalf.toFixed(2)} ms, `
    + `p99 ${smallMost.toFixed(2)} and ${largeMost.toFixed(2)} ms, ratio ${ratio.toFixed(2)} `
    + `(at most ${kMostRatio}: ${shortfall(ratio, kMostRatio)})`);
}

const cities = addresses.map((address) => new City(address, password));
try {
  const starts = [];
  for (const city of cities) starts.push(await city.start());
  const atStart = cities[1].memory('VmHWM');
  for (const city of cities) {
    await city.signIn('affairs');
    await city.findCases(12);
  }
  for (const page of kPages) {
    const times = [[], []];
    for (const city of cities)
      for (let i = 0; i < city.cases.length; ++i) await city.time(page, i);
    for (let round = 0; round < (page.name === 'inbox' ? rounds / 5 : rounds); ++round)
      for (const [i, city] of cities.entries()) times[i].push(await city.time(page, round));
    report(page, times);
  }
  const memory = cities[1].memory('VmRSS');
  console.log(`memory of a node ${memory.toFixed(0)} MB, at its start at most ${atStart.toFixed(0)} MB `
    + `(at most ${kMostMemoryMb}: ${shortfall(Math.max(memory, atStart), kMostMemoryMb)})`);
  console.log(`start to first page ${starts.map((ms) => ms.toFixed(0)).join(' and ')} ms `
    + `(at most ${kMostStartMs}: ${shortfall(starts[1], kMostStartMs)})`);
} finally {
  for (const city of cities) await city.stop();
}
