// Procedural motions on the pages of a session: entered by its secretary, confirmed by a member.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  beginningOf, expectCode, folder, kProgram, kScenarios, play, Process, url,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const kPassword = 'gozin-demonstration';
const kSession = '/streams/session/city_council-40';
const kSecretary = 'گلنار دبیری';
const kMember = 'سامان دریایی';
const kMover = 'ترانه بهاری';
const kChair = 'هوشنگ سپیده‌دم';
const kFinalists = ['نیکا کتابی', 'کاوه قفسه‌ساز'];
const cookies = new Map();
let server;

// Nika has been voted on; the council sets the ballot aside, and does not send the case back.
function story() {
  const file = beginningOf(join(kScenarios, 'binding-consent.yaml'),
    '  - {by: golnar, as: body_secretary, do: close_ballot, on: $case, with: {ballot: $on_nika}',
    join(place, 'story.yaml'));
  const motion = (what, mover, yes, no) => `  - {by: golnar, as: body_secretary, do: enter_motion,
    on: $council_meeting, with: {procedure: ${what}, about: $case, mover: ${mover}, yes: ${yes}, no: ${no}}}\n`;
  appendFileSync(file, motion('void_ballot', '$r2', 6, 2) + motion('return_to_assessing', '$r3', 2, 6)
    + '  - {by: r4, as: body_member, do: confirm_motion, on: $council_meeting, with: {motion: 2}}\n');
  return file;
}

const fetchAs = (name, path, options = {}) => fetch(new URL(`/en${path}`, server.url),
  { redirect: 'manual', ...options, headers: { cookie: cookies.get(name) ?? '', ...options.headers } });
const pageOf = async (name, path) => (await fetchAs(name, path)).text();
const motionsOf = async (name) => (await (await fetchAs(name, `${kSession}.json`)).json()).record
  .filter(({ what }) => what.name.startsWith('motion'));
// What a form offers in one of its lists, by value.
const offered = (html, field) => [...new RegExp(`<select[^>]*name="${field}"[^>]*>(.*?)</select>`, 's')
  .exec(html)[1].matchAll(/<option value="([^"]+)"[^>]*>([^<]*)/g)].map(([, value, text]) => [value, text]);

const isAsked = async (name, form) => new RegExp(`href="[^"]*${form}"`).test(await pageOf(name, '/inbox'));

before(async () => {
  play(story(), log);
  expectCode(0, ['user', 'add', '--demo', '--db', url(log)]);
  const users = expectCode(0, ['user', 'list', '--json', '--db', url(log)]).out.trim().split('\n')
    .map((line) => JSON.parse(line));
  server = new Process(kProgram, ['serve', '--db', url(log), '--listen', '127.0.0.1:0'],
    { GOZIN_DEMONSTRATION_TIME: '2024-10-12T08:00:00.000Z' });
  server.url = (await server.firstLine).trim();
  const origin = new URL(server.url).origin;
  for (const name of [kSecretary, kMember, kMover, kChair]) {
    const { login } = users.find((user) => user.name === name);
    const answer = await fetchAs(undefined, '/sign-in', { method: 'POST', headers: { origin },
      body: new URLSearchParams({ user: login, password: kPassword }) });
    cookies.set(name, answer.headers.getSetCookie().find((one) => one.startsWith('__Host-sid=')).split(';')[0]);
  }
});

after(async () => { await server?.end('SIGTERM'); });

describe('a procedural motion', () => {
  test('stands on the page of its session with its votes and what became of it', async () => {
    const [first, second] = await motionsOf(kMember);
    assert.equal(first.what.text, 'Motion, awaiting another member');
    assert.match(first.value, /^1\. Void the ballot on the item .* In favour 6 · Against 2/);
    assert.equal(second.what.text, 'Motion, lost');
    assert.deepEqual(await motionsOf(undefined), []);
  });

  test('is about a nominee by name, of those whom the case on the agenda has', async () => {
    const names = offered(await pageOf(kSecretary, `${kSession}/do/enter_motion`), 'nominee').map(([, text]) => text);
    for (const name of kFinalists) assert.ok(names.includes(name), `${name} of ${names}`);
  });

  test('waits in the inbox of whoever may confirm it, and of nobody else', async () => {
    const form = `${kSession}/do/confirm_motion`;
    for (const name of [kMember, kChair]) assert.ok(await isAsked(name, form), name);
    for (const name of [kMover, kSecretary]) assert.ok(!await isAsked(name, form), name);
    assert.ok(!await isAsked(kChair, '/do/void_ballot'));
  });

  test('is chosen by another member from those that wait, and counts from then on (T16)', async () => {
    const path = `${kSession}/do/confirm_motion`;
    const html = await pageOf(kMember, path);
    assert.deepEqual(offered(html, 'motion').map(([value]) => value), ['1']);
    const hidden = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)[1];
    const answer = await fetchAs(kMember, path, { method: 'POST',
      headers: { origin: new URL(server.url).origin },
      body: new URLSearchParams({ csrf: hidden('csrf'), key: hidden('key'), motion: '1' }) });
    assert.equal(answer.status, 303);
    assert.equal((await motionsOf(kMember))[0].what.text, 'Motion, carried');
  });

  test('waits for the chair to be carried out, once it is carried', async () => {
    assert.ok(!await isAsked(kMember, `${kSession}/do/confirm_motion`));
    assert.ok(await isAsked(kChair, '/do/void_ballot'));
    assert.ok(!await isAsked(kMember, '/do/void_ballot'));
  });
});
