// Starts the program as a process, and looks into its database with the program of SQLite.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';

export const kRoot = resolve(import.meta.dirname, '../..');
export const kProgram = process.env.GOZIN_PROGRAM ?? join(kRoot, 'build/release/gozin');
export const kScenarios = join(kRoot, 'config/scenarios');

// A folder that goes when the tests of the file are over.
export function folder() {
  const made = mkdtempSync(join(tmpdir(), 'gozin-system-'));
  after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const state = folder();

// Nothing of whoever runs the tests: no database, no keys, no language of theirs.
export function environment(more = {}) {
  const own = Object.entries(process.env).filter(([name]) => !/^(GOZIN_|LC_|LANG|XDG_)/.test(name));
  return { ...Object.fromEntries(own), GOZIN_STATE: state, LANG: 'en_US.UTF-8', ...more };
}

// { code, out, err }; `code` is the name of the signal when one ended it.
export function gozin(args, { env, input } = {}) {
  const done = spawnSync(kProgram, args, {
    cwd: kRoot, env: environment(env), input: input ?? '', encoding: 'utf8', timeout: 180_000,
    maxBuffer: 1 << 28 });
  assert.equal(done.error, undefined, String(done.error));
  return { code: done.status ?? done.signal, out: done.stdout, err: done.stderr };
}

export function expectCode(code, args, options) {
  const done = gozin(args, options);
  assert.equal(done.code, code, `gozin ${args.join(' ')}\n${done.out.slice(-2000)}${done.err}`);
  return done;
}

export const url = (file) => `sqlite:${file}`;
export const lines = (text) => text.split('\n').filter((line) => line !== '');

// What was printed of a line that the end of the process cut off does not count.
export const wholeLines = (text) => text.split('\n').slice(0, -1);

export function sql(file, statements) {
  const out = execFileSync('sqlite3', ['-json', file, `pragma synchronous = off; ${statements}`],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  return out.trim() === '' ? [] : JSON.parse(out);
}

// A database that nobody has open, with its keys and its detached ranges.
export function copyLog(file, to) {
  for (const end of ['', '-wal', '-shm', '.keys', '.archive'])
    rmSync(to + end, { recursive: true, force: true });
  for (const end of ['', '.keys', '.archive'])
    if (existsSync(file + end)) cpSync(file + end, to + end, { recursive: true });
  return to;
}

export function play(story, file, ...options) {
  return expectCode(0, ['run', story, '--db', url(file), ...options]);
}

// A story of the repository up to a line that begins so, written elsewhere.
export function beginningOf(story, until, to) {
  const text = readFileSync(story, 'utf8').replaceAll('../', `${dirname(dirname(story))}/`)
    .replaceAll('[beginnings/', `[${dirname(story)}/beginnings/`);
  const end = text.indexOf(until);
  assert.ok(end > 0, `${basename(story)} has no line ${until}`);
  writeFileSync(to, text.slice(0, end));
  return to;
}

// A story of so many registrations, in few steps of many each: quickly read and long in the making.
export function writeStory(file, commands) {
  const steps = [];
  for (let left = commands; left > 0;) {
    const some = Math.min(100, left);
    const everybody = Array(some).fill('operator').join(', ');
    steps.push(`  - {by: [${everybody}], do: register_person, `
      + `with: {name: "شهروند ${left}", kind: staff, unit: works}}\n`);
    left -= some;
  }
  writeFileSync(file, 'story: long\norigin: gozin.long.example\ncity: کرج\n'
    + `starts: 1401-07-01 08:00\nsteps:\n${steps.join('')}`);
  return file;
}

// Random numbers of a seed that is printed; GOZIN_SEED plays a run again.
export function randomNumbers(test) {
  const seed = Number(process.env.GOZIN_SEED ?? Date.now() % 0x7fffffff);
  test.diagnostic(`GOZIN_SEED=${seed}`);
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

// A process that goes on: its first line, what it said so far, its end.
export class Process {
  constructor(program, args, env) {
    this.out = '';
    this.err = '';
    this.child = spawn(program, args,
      { cwd: kRoot, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout.on('data', (text) => { this.out += text; });
    this.child.stderr.on('data', (text) => { this.err += text; });
    this.ended = new Promise((done) => {
      this.child.once('close', (code, signal) => done(code ?? signal));
    });
    const reader = createInterface({ input: this.child.stdout });
    this.firstLine = Promise.race([
      new Promise((done) => { reader.once('line', done); }),
      this.ended.then((code) => { throw new Error(`ended (${code}): ${this.err}`); })]);
    this.firstLine.catch(() => {});
  }

  async end(signal) {
    this.child.kill(signal);
    return this.ended;
  }
}
