// A program that serves, and a city that one serves, as somebody in a browser meets it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

// How far a value is from what it is to be at most.
export const shortfall = (value, most) =>
  (value <= most ? 'reached' : `falls short by ${((value / most - 1) * 100).toFixed(0)} %`);

export class Server {
  constructor(program, words) {
    this.program = program;
    this.words = words;
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  // Until it says where it listens.
  async listen() {
    this.child = spawn(this.program, this.words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const reader = createInterface({ input: this.child.stdout });
    this.url = (await new Promise((done, failed) => {
      reader.once('line', done);
      this.child.once('exit', (code) => failed(new Error(`${this.program} ended: ${code}`)));
    })).trim();
  }

  memory(field) {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)[1]) / 1024;
  }

  async stop() {
    this.agent.destroy();
    if (!this.child || this.child.exitCode !== null) return;
    const ended = new Promise((done) => { this.child.once('exit', done); });
    this.child.kill('SIGTERM');
    await ended;
  }
}

export class City extends Server {
  constructor(address, password) {
    super(process.env.GOZIN_PROGRAM, ['serve', '--db', address, '--listen', '127.0.0.1:0']);
    this.password = password;
  }

  // Milliseconds until the first page of cases has come.
  async start() {
    const begun = performance.now();
    await this.listen();
    await this.get('/en/');
    return performance.now() - begun;
  }

  send(method, path, { headers = {}, body } = {}) {
    return new Promise((done, failed) => {
      const sent = request(new URL(path, this.url), { method, headers, agent: this.agent }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers,
          text: Buffer.concat(parts).toString() }));
      });
      sent.once('error', failed);
      sent.end(body);
    });
  }

  async get(path) {
    const answer = await this.send('GET', path, { headers: this.cookie ? { cookie: this.cookie } : {} });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text;
  }

  async signIn(login) {
    const body = new URLSearchParams({ user: login, password: this.password }).toString();
    const answer = await this.send('POST', '/en/sign-in', { body, headers: {
      'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body),
      origin: new URL(this.url).origin } });
    const cookie = answer.headers['set-cookie']?.find((one) => one.startsWith('__Host-sid='));
    if (!cookie) throw new Error(`${login} is not let in: ${answer.status}`);
    this.cookie = cookie.split(';')[0];
    await this.untilRegisterIsRead();
  }

  // Behind the start. Whoever is signed in waits for it, some seconds at most.
  async untilRegisterIsRead() {
    const headers = { cookie: this.cookie };
    while ((await this.send('GET', '/en/', { headers })).status === 503) continue;
  }

  // Cases that are on their way: they were changed last.
  async findCases(pages) {
    this.cases = new Set();
    for (let path = '/en/', i = 0; path && i < pages; ++i) {
      const text = await this.get(path);
      for (const [, id] of text.matchAll(/href="\/en\/cases\/([a-z0-9]+)"/g)) this.cases.add(id);
      path = /href="(\/en\/\?[^"]*after=[^"]*)"/.exec(text)?.[1].replaceAll('&amp;', '&');
    }
    this.cases = [...this.cases];
  }

  async time(page, round) {
    const path = page.path(this.cases[round % this.cases.length]);
    const begun = performance.now();
    await this.get(path);
    return performance.now() - begun;
  }
}
