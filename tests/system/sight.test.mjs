// What each reader sees of a case over HTTP: the JSON twins of its page and of its replay.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  beginningOf, expectCode, folder, kProgram, kScenarios, play, Process, sql, url,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const kPassword = 'gozin-demonstration';
const kNominees = ['رضا سبزواری', 'مینا باغبان', 'سعید طاهری', 'ندا معتمد'];
const kReport = 'حسابرس پرونده سفارش یکی از نامزدها را کرد';
const kInspector = 'شیرین دادگر';
const kReporter = 'الهام شریفی';
const kAssessor = 'دکتر منوچهر ایزدی';
const kAuditor = 'بهمن راستگو';
const kAffairs = 'هومن صادقی';
const kNominee = 'رضا سبزواری';
let server;
let path;

// Up to the last sheet, which stays unsealed. Reza, who is a nominee, has an auditor's office too.
function story() {
  const file = beginningOf(join(kScenarios, 'karaj-1401.yaml'),
    '  - {by: p6, as: assessor, do: seal_score_sheet, on: $case, with: {alias: {alias_of: $n_neda}',
    join(place, 'story.yaml'));
  appendFileSync(file, [
    '  - {by: operator, do: grant_role, on: person/$reza, with: {role: auditor}}',
    '  - {by: m4, as: body_member, do: report_influence, on: $case, with: {report: "%s", kept_from: [$bahman]}}\n',
  ].join('\n').replace('%s', kReport));
  return file;
}

async function signIn(logins, name) {
  const answer = await fetch(new URL('/en/sign-in', server.url), {
    method: 'POST', redirect: 'manual', headers: { origin: new URL(server.url).origin },
    body: new URLSearchParams({ user: logins.get(name), password: kPassword }) });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-sid='));
  assert.ok(cookie, `${name} could not sign in: ${answer.status}`);
  return cookie.split(';')[0];
}

const cookies = new Map();
async function read(name, what) {
  const headers = name ? { cookie: cookies.get(name) } : {};
  const answer = await fetch(new URL(`/en${what}`, server.url), { headers });
  assert.equal(answer.status, 200, `${what}: ${answer.status}`);
  return answer.json();
}

// The event of a type, as the replay shows it to a reader.
async function eventOf(name, type) {
  const { case: head } = await read(name, `${path}/replay.json`);
  for (let before = ''; ;) {
    const page = await read(name, `${path}.json${before}`);
    const found = page.timeline.find((entry) => entry.type.name === type);
    if (found) return (await read(name, `${path}/replay.json?at=${found.seq}`)).event;
    assert.ok(page.older_href, `${type} is not in the timeline of ${head.id}`);
    before = new URL(page.older_href, server.url).search;
  }
}

// What the timeline of a reader has, the last step first.
async function typesOf(name) {
  const types = [];
  for (let before = ''; ;) {
    const page = await read(name, `${path}.json${before}`);
    types.push(...page.timeline.map(({ type }) => type.name));
    if (!page.older_href) return types;
    before = new URL(page.older_href, server.url).search;
  }
}

// Every page of the case that a reader may turn to, as one text.
async function everything(name) {
  const texts = [];
  const { steps, first_href: first } = await read(name, `${path}/replay.json`);
  for (let at = Number(new URL(first, server.url).searchParams.get('at')), step = 0; step < steps;) {
    const page = await read(name, `${path}/replay.json?at=${at}`);
    texts.push(JSON.stringify(page));
    step = page.step;
    if (page.forward_href) at = new URL(page.forward_href, server.url).searchParams.get('at');
  }
  for (let before = ''; ;) {
    const page = await read(name, `${path}.json${before}`);
    texts.push(JSON.stringify(page));
    if (!page.older_href) return texts.join('\n');
    before = new URL(page.older_href, server.url).search;
  }
}

const namesIn = (text) => kNominees.filter((name) => text.includes(name));

before(async () => {
  play(story(), log);
  expectCode(0, ['user', 'add', '--demo', '--db', url(log)]);
  const users = expectCode(0, ['user', 'list', '--json', '--db', url(log)]).out;
  const logins = new Map(users.trim().split('\n').map((line) => JSON.parse(line))
    .filter((user) => user.login).map((user) => [user.name, user.login]));
  const { items } = JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(log)]).out);
  path = `/cases/${items[0].id.split('/')[1]}`;
  // In the story's own time, before the end of the sealing opens what is sealed.
  server = new Process(kProgram, ['serve', '--db', url(log), '--listen', '127.0.0.1:0'],
    { GOZIN_DEMONSTRATION_TIME: '2022-10-22T07:00:00.000Z' });
  server.url = (await server.firstLine).trim();
  for (const name of [kAssessor, kAuditor, kInspector, kAffairs, kNominee])
    cookies.set(name, await signIn(logins, name));
});
after(() => server?.end('SIGTERM'));

describe('a case while sheets are sealed', () => {
  // AC6.1, T7: what was public before the aliases is hidden from who scores by them, in replay too.
  test('names no nominee to an assessor, now or at any earlier step', async () => {
    assert.deepEqual(namesIn(await everything(kAssessor)), []);
  });

  test('names the nominees to an auditor', async () => {
    assert.deepEqual(namesIn(await everything(kAuditor)), kNominees);
  });

  test('names nobody to the public', async () => {
    assert.deepEqual(namesIn(await everything()), []);
  });

  // T24: an office does not show a nominee the others.
  test('shows a nominee with an office only themselves', async () => {
    assert.deepEqual(namesIn(await everything(kNominee)), [kNominee]);
  });

  // A hint may tell who named whom, which no nominee and no assessor learns.
  test('says who is linked to whom to administrative affairs, and not to assessors, nominees or the public', async () => {
    const { facts, actor } = await eventOf(kAffairs, 'HintRaised');
    assert.ok(facts.length >= 3 && actor.name);
    for (const name of [kAssessor, kNominee, undefined])
      for (const type of ['HintRaised', 'HintDisposed'])
        assert.deepEqual((await eventOf(name, type)).facts, [], `${type} to ${name ?? 'the public'}`);
  });

  // T15
  test('shows a report to the inspectorate, and not to an auditor whom it names (T15)', async () => {
    const shown = JSON.stringify(await eventOf(kInspector, 'InfluenceReported'));
    assert.ok(shown.includes(kReport));
    assert.ok(shown.includes(kReporter));
    const types = await typesOf(kAuditor);
    assert.ok(!types.includes('InfluenceReported') && types.includes('ContactRegistered'));
    assert.ok(!(await everything(kAuditor)).includes(kReport));
  });

  // Its moment and the role that it was made in would name the reporter to those in the room.
  test('has no step for a report before who may not read it (T15)', async () => {
    const seqs = sql(log, `select seq from event
      where type in ('InfluenceReported', 'ContactRegistered')`).map(({ seq }) => seq);
    assert.equal(seqs.length, 2);
    const { steps: all } = await read(kInspector, `${path}/replay.json`);
    for (const name of [kAffairs, kAssessor, kNominee, undefined]) {
      const { steps, at_end: atEnd } = await read(name, `${path}/replay.json`);
      assert.deepEqual([steps, atEnd], [all - seqs.length, true], name ?? 'the public');
      const types = await typesOf(name);
      assert.equal(types.length, steps);
      for (const type of ['InfluenceReported', 'ContactRegistered']) assert.ok(!types.includes(type));
      for (const seq of seqs) {
        const headers = name ? { cookie: cookies.get(name) } : {};
        const asked = new URL(`/en${path}/replay.json?at=${seq}`, server.url);
        assert.equal((await fetch(asked, { headers })).status, 404, `${seq} to ${name}`);
      }
    }
  });

  test('leaves such a report out of the annex made for whom it names', () => {
    const holder = (role) => sql(log, `select body from event where type = 'RoleGranted' and
      body like '%"role":"${role}"%'`).map(({ body }) => JSON.parse(body).stream.split('/')[1])[0];
    const annexFor = (role) => expectCode(0, ['case', 'dossier', path.split('/')[2], '--json',
      '--annex-for', holder(role), '--db', url(log)]).out;
    assert.ok(annexFor('inspectorate').includes(kReport));
    const { content, entries } = JSON.parse(annexFor('auditor'));
    assert.ok(!JSON.stringify({ content, entries }).includes(kReport));
    assert.deepEqual(content.annex.reports.map((one) => one.type), ['ContactRegistered']);
  });

  test('says who registered a contact to the auditor', async () => {
    assert.equal((await eventOf(kAuditor, 'ContactRegistered')).actor.name, kReporter);
  });
});

describe('the dossier over HTTP', () => {
  const ask = (name, what) => fetch(new URL(`/en${path}/dossier${what}`, server.url),
    { headers: name ? { cookie: cookies.get(name) } : {} });

  test('is for whoever reads the file by office, and offered to them', async () => {
    for (const name of [kAuditor, kAffairs]) {
      assert.match((await read(name, `${path}.json`)).dossier_href, /\/dossier$/);
      const { content, seal } = JSON.parse(await (await ask(name, '.json')).text());
      assert.equal(content.case.ending, 'under_way');
      assert.match(seal, /^gozin-dossier@v1\n/);
    }
  });

  // Neither who assesses under aliases nor a nominee, whatever office they hold; nor the public.
  test('is for nobody else', async () => {
    for (const name of [kAssessor, kNominee, undefined]) {
      assert.equal((await read(name, `${path}.json`)).dossier_href, '');
      for (const what of ['', '.json']) assert.equal((await ask(name, what)).status, 404);
    }
  });

  test('stands in the journal for whom it was given, and not for whom it was refused', async () => {
    const documents = () => expectCode(0, ['log', 'access', '--json', '--db', url(log)]).out.trim()
      .split('\n').map((line) => JSON.parse(line))
      .filter((one) => one.document && one.page.endsWith('/dossier')).length;
    const before = documents();
    for (const name of [kAssessor, kNominee, undefined])
      for (const what of ['', '.json']) assert.equal((await ask(name, what)).status, 404);
    assert.equal(documents(), before);
    assert.equal((await ask(kAuditor, '.json')).status, 200);
    assert.equal(documents(), before + 1);
  });

  test('is a page that may do nothing, and names no nominee', async () => {
    const answer = await ask(kAuditor, '');
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'.*sandbox/);
    const html = await answer.text();
    assert.match(html, /The case is under way/);
    assert.deepEqual(namesIn(html), []);
  });
});

// Members of bodies and holders of posts stand in the register by name.
describe('a record of the register', () => {
  const kBody = '/streams/body/city_council';

  test('says what was entered, and whom, to who is signed in', async () => {
    const council = await read(kAuditor, `${kBody}.json`);
    const seated = council.timeline.filter((entry) => entry.type.name === 'MemberSeated');
    const members = new Set(council.people.flatMap(({ members }) => members.map(({ name }) => name)));
    assert.equal(seated.length >= 13, true);
    for (const { facts } of seated)
      assert.ok(facts.some(({ what, value }) => what.name === 'person' && members.has(value)), JSON.stringify(facts));
  });

  test('names nobody to the public', async () => {
    const council = await read(undefined, `${kBody}.json`);
    assert.ok(council.timeline.length >= 14);
    assert.deepEqual(council.timeline.flatMap(({ facts }) => facts), []);
    assert.deepEqual(council.people, []);
  });

  test('stands in its list with what has become of it', async () => {
    const { items } = await read(undefined, '/streams/post.json');
    assert.ok(items.length > 0);
    for (const { position } of items) assert.ok(position.length > 0 && position[0].text);
  });
});
