// A city whose council is about to vote, nodes that serve it, and people who are signed in.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginningOf, expectCode, kProgram, kScenarios, lines, Process } from './support.mjs';

const kPassword = 'gozin-demonstration';
const json = (args, db) => lines(expectCode(0, [...args, '--json', '--db', db]).out).map((line) => JSON.parse(line));

// Everybody is present, and nobody has voted yet: { db, path, ballot, members, size, since }.
export function cityBeforeVote(db, folder) {
  const story = beginningOf(join(kScenarios, 'karaj-1401.yaml'),
    '  - {by: [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11], as: body_member, do: cast_ballot',
    join(folder, 'before-vote.yaml'));
  const opened = json(['run', story], db).at(-1);
  assert.equal(opened.type, 'BallotOpened');
  expectCode(0, ['user', 'add', '--demo', '--db', db]);
  const people = json(['user', 'list'], db);
  const members = opened.data.present.map((person) => people.find((one) => one.person === person).login);
  const [{ size }] = json(['log', 'status'], db);
  return { db, path: `/cases/${opened.stream.split('/')[1]}`, ballot: opened.data.ballot, members,
    size, since: Date.parse(opened.recorded) };
}

// A node of that city, a minute after its last event.
export async function nodeOf(city, { listen = '127.0.0.1:0', env = {} } = {}) {
  const node = new Process(kProgram, ['serve', '--db', city.db, '--listen', listen],
    { GOZIN_DEMONSTRATION_TIME: new Date(city.since + 60_000).toISOString(), ...env });
  node.url = (await node.firstLine).trim();
  return node;
}

// Somebody before one node or another: `at` is its address.
export class Visitor {
  async signIn(at, login) {
    const answer = await fetch(new URL('/en/sign-in', at), {
      method: 'POST', redirect: 'manual', headers: { origin: new URL(at).origin },
      body: new URLSearchParams({ user: login, password: kPassword }) });
    assert.equal(answer.status, 303, `${login} is not let in: ${answer.status}`);
    this.cookie = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-sid=')).split(';')[0];
    const page = await this.read(at, '/en/inbox');
    this.csrf = /name="csrf" value="([0-9a-f]+)"/.exec(page)[1];
    return this;
  }

  async read(at, path) {
    const answer = await fetch(new URL(path, at), { headers: { cookie: this.cookie } });
    assert.equal(answer.status, 200, path);
    return answer.text();
  }

  // The news of a page as they come, until somebody has heard enough.
  async feed(at, path, seen) {
    const page = await this.read(at, `/en${path}`);
    const print = seen ?? /"Last-Event-ID": "([0-9a-f]{16})"/.exec(page)[1];
    const stop = new AbortController();
    const answer = await fetch(new URL(`/en${path}.live`, at), {
      headers: { cookie: this.cookie, 'last-event-id': print }, signal: stop.signal });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/event-stream');
    const feed = { text: '', all: '' };
    const heard = (async () => {
      for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
        feed.text += chunk;
        feed.all += chunk;
      }
    })().catch((failure) => { if (failure.name !== 'AbortError') throw failure; });
    feed.until = async (pattern) => {
      for (const begun = Date.now(); !pattern.test(feed.text); await sleep(5))
        assert.ok(Date.now() - begun < 60_000, `nothing like ${pattern} in: ${feed.text}`);
      const { text } = feed;
      feed.text = '';
      return text;
    };
    feed.id = () => feed.all.match(/^id: .*$/gm).at(-1).slice('id: '.length);
    feed.end = () => { stop.abort(); return heard; };
    return feed;
  }

  // The sequence number of what was recorded; refused or failed, an error with the status.
  async act(at, path, fields, options = {}) {
    const answer = await fetch(new URL(`/en${path}`, at), {
      method: 'POST', redirect: 'manual', headers: { cookie: this.cookie, origin: new URL(at).origin },
      body: new URLSearchParams({ csrf: this.csrf, ...fields }), ...options });
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`);
    return Number(/done=(\d+)/.exec(answer.headers.get('location'))[1]);
  }
}
