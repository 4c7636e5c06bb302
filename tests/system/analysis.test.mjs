// What accompanies every ranking, and to whom it is shown: on the shell, in dossiers, over HTTP.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  beginningOf, expectCode, folder, kProgram, kScenarios, play, Process, sql, url,
} from './support.mjs';

const place = folder();
const file = (name) => join(place, name);
const kPassword = 'gozin-demonstration';

const show = (db, id) => JSON.parse(expectCode(0, ['case', 'show', id, '--db', url(db), '--json']).out);
const only = (db, type) => sql(db, `select body from event where type = '${type}' order by seq`)
  .map(({ body }) => JSON.parse(body));
const near = (text, number) => assert.ok(Math.abs(Number(text) - number) < 1e-6, `${text} ${number}`);

function played(story) {
  const db = file(`${story}.db`);
  play(join(kScenarios, `${story}.yaml`), db);
  const { items } = JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(db)]).out);
  return { db, id: items[0].id };
}

describe('captured-assessor', () => {
  let db, id, analysis;
  before(() => {
    ({ db, id } = played('captured-assessor'));
    [analysis] = show(db, id).analyses;
  });

  test('has one ranking, with what the calculator says of its sheets', () => {
    const { weights } = only(db, 'VacancyPublished')[0].data;
    const sheets = only(db, 'ScoreSheetRevealed')
      .map(({ data: { assessor, nominee, levels } }) => ({ assessor, nominee, levels }));
    const criteria = Object.entries(weights).map(([key, weight]) => ({ id: key, weight }));
    const computed = JSON.parse(expectCode(0, ['calc', 'panel', '-'],
      { input: JSON.stringify({ criteria, sheets }) }).out);
    near(analysis.icc_2_1, computed.icc['2,1']);
    near(analysis.icc_2_k, computed.icc['2,k']);
    const nominees = Object.keys(computed.mean.scores);
    const ratings = nominees.map((nominee) => Object.values(computed.totals).map((own) => own[nominee]));
    const reliability = JSON.parse(expectCode(0, ['calc', 'reliability', '-'],
      { input: JSON.stringify({ ratings }) }).out);
    near(analysis.krippendorff_interval, reliability.krippendorff.interval);
    near(analysis.kendall_w, reliability.kendall_w);
    for (const { assessor, value } of analysis.leniency) near(value, computed.leniency[assessor]);
    assert.deepEqual(analysis.borda, computed.borda.order);
    assert.deepEqual(analysis.condorcet, computed.condorcet);
    assert.deepEqual(analysis.without.filter((one) => one.pivotal).map((one) => one.assessor),
      computed.pivotal);
    for (const { assessor, first } of analysis.without)
      assert.deepEqual(first, computed.leave_one_out[assessor].order[0]);
    assert.deepEqual(analysis.winner_changes_at, { undefined: 'no_weight_changes_the_winner' });
    assert.equal(analysis.outliers.filter((one) => one.flagged).length, 2);
    assert.equal(analysis.agreement.length, 3);
    assert.equal(analysis.groups.enough_data, false);
  });

  test('says the same in words', () => {
    for (const [language, words] of [['en', 'Condorcet winner: '], ['fa', 'برنده کندرسه: ']]) {
      const { out } = expectCode(0, ['case', 'show', id, '--db', url(db), '--lang', language]);
      assert.ok(out.includes(words), out.slice(-3000));
    }
  });

  test('has it in its dossier, ranking by ranking', () => {
    const dossier = JSON.parse(expectCode(0, ['case', 'dossier', id, '--db', url(db), '--json']).out);
    const [{ ranking, ...rest }] = dossier.content.scores.analyses;
    assert.deepEqual(rest, analysis);
    assert.equal(ranking.type, 'RankingEstablished');
    assert.equal(dossier.content.scores.notes.length, 1);
    const html = file('dossier.html');
    expectCode(0, ['case', 'dossier', id, '--db', url(db), '-o', html, '--lang', 'en']);
    assert.match(readFileSync(html, 'utf8'), /Pairwise agreement of assessors/);
  });
});

test('a readmission makes another ranking, which has its own', () => {
  const { db, id } = played('objection-upheld');
  const { analyses } = show(db, id);
  const readmitted = only(db, 'NomineeReadmitted')[0].data.nominee;
  const [concluded] = only(db, 'ReadmissionConcluded');
  assert.deepEqual(analyses.map((one) => one.readmitted), [undefined, readmitted]);
  assert.equal(analyses[1].seq, concluded.seq);
  assert.deepEqual(concluded.data.pivotal, []);
  assert.equal(analyses[0].borda.flat().includes(readmitted), false);
  assert.equal(analyses[1].borda.flat().includes(readmitted), true);
});

test('each round has its own, and who fell before is in none of the later ones', () => {
  const { db, id } = played('mayor-election');
  const { analyses } = show(db, id);
  const rankings = only(db, 'RankingEstablished');
  assert.deepEqual(analyses.map((one) => one.round), rankings.map(({ data }) => data.round));
  assert.deepEqual(analyses.map((one) => one.last_round), [false, true]);
  assert.deepEqual(analyses.map((one) => one.seq), rankings.map((one) => one.seq));
  for (const [i, { data }] of rankings.entries())
    assert.deepEqual(new Set(analyses[i].borda.flat()), new Set(data.ranking.map((one) => one.nominee)));
});

describe('over HTTP, before the chair concludes', () => {
  const kChair = 'دکتر مسعود نیکنام';
  const kAffairs = 'اعظم پورکاظم';
  const kNominee = 'مریم دهقان';
  const cookies = new Map();
  let server, path;

  before(async () => {
    const db = file('moderating.db');
    const story = beginningOf(join(kScenarios, 'captured-assessor.yaml'),
      '  # Nor is he hurried out of changing them.', file('moderating.yaml'));
    play(story, db);
    expectCode(0, ['user', 'add', '--demo', '--db', url(db)]);
    const logins = new Map(expectCode(0, ['user', 'list', '--json', '--db', url(db)]).out
      .trim().split('\n').map((line) => JSON.parse(line)).filter((user) => user.login)
      .map((user) => [user.name, user.login]));
    const { items } = JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(db)]).out);
    path = `/cases/${items[0].id.split('/')[1]}`;
    server = new Process(kProgram, ['serve', '--db', url(db), '--listen', '127.0.0.1:0'],
      { GOZIN_DEMONSTRATION_TIME: '2023-10-25T07:00:00.000Z' });
    server.url = (await server.firstLine).trim();
    for (const name of [kChair, kAffairs, kNominee]) {
      const answer = await fetch(new URL('/en/sign-in', server.url), {
        method: 'POST', redirect: 'manual', headers: { origin: new URL(server.url).origin },
        body: new URLSearchParams({ user: logins.get(name), password: kPassword }) });
      cookies.set(name, answer.headers.getSetCookie()
        .find((one) => one.startsWith('__Host-sid=')).split(';')[0]);
    }
  });
  after(() => server?.end('SIGTERM'));

  const read = async (name, what) => (await fetch(new URL(what, server.url),
    { headers: name ? { cookie: cookies.get(name) } : {} })).json();

  test('it is on the chair\'s page, without the channels by which people came', async () => {
    const { analyses } = await read(kChair, `/en${path}.json`);
    assert.equal(analyses.length, 1);
    assert.match(analyses[0].heading, /before it is concluded/);
    const said = JSON.stringify(analyses);
    assert.match(said, /Krippendorff/);
    assert.doesNotMatch(said, /Four-fifths/);
  });

  test('the office that knows who put whom forward sees the four-fifths ratio too', async () => {
    assert.match(JSON.stringify((await read(kAffairs, `/en${path}.json`)).analyses), /Four-fifths/);
  });

  test('it is on the page of the replay, from the reveal on', async () => {
    const page = await read(kAffairs, `/en${path}/replay.json`);
    assert.equal(page.analyses.length, 1);
    const first = new URL(page.first_href, server.url).searchParams.get('at');
    assert.deepEqual((await read(kAffairs, `/en${path}/replay.json?at=${first}`)).analyses, []);
  });

  test('nominees and the public see none of it', async () => {
    for (const name of [kNominee, undefined])
      assert.deepEqual((await read(name, `/en${path}.json`)).analyses, []);
  });
});
