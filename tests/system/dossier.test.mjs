// The dossier of a case: what it says, whom it names, and that it is held to the log.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import {
  beginningOf, copyLog, environment, expectCode, folder, gozin, kProgram, kScenarios, play,
  randomNumbers, sql, url, writeStory,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const kVerifier = process.env.GOZIN_VERIFY ?? join(dirname(kProgram), 'gozin-verify');
// Who was put forward in the story; Mina is appointed.
const kAppointed = 'مینا باغبان';
const kOthers = ['رضا سبزواری', 'سعید طاهری', 'بهروز', 'امید', 'ندا معتمد'];
let id;
let vkey;
let json;
let dossier;

const file = (name) => join(place, name);
const caseOf = (db) => JSON.parse(expectCode(0, ['case', 'list', '--json', '--db', url(db)]).out)
  .items[0].id;
const keyOf = (db) => JSON.parse(expectCode(0, ['log', 'status', '--json', '--db', url(db)]).out)
  .vkey;

function make(db, name, ...options) {
  expectCode(0, ['case', 'dossier', caseOf(db), '--db', url(db), '-o', file(name), ...options]);
  return readFileSync(file(name), 'utf8');
}

function verify(...args) {
  const done = spawnSync(kVerifier, args, { env: environment(), encoding: 'utf8' });
  assert.equal(done.error, undefined, String(done.error));
  return { code: done.status, out: done.stdout, err: done.stderr };
}

before(() => {
  play(join(kScenarios, 'karaj-1401.yaml'), log);
  id = caseOf(log);
  vkey = keyOf(log);
  json = make(log, 'dossier.json');
  dossier = JSON.parse(json);
});

// --- a second reading of the formats, of their texts alone ---

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafHash = (leaf) => sha256(Buffer.from([0]), leaf);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

// RFC 9162 §2.1.3.2.
function rootFrom(index, size, leaf, hashes) {
  let fn = BigInt(index);
  let sn = BigInt(size) - 1n;
  let root = leaf;
  for (const hash of hashes) {
    assert.ok(sn > 0n, 'the proof is too long');
    if (fn % 2n === 1n || fn === sn) {
      root = nodeHash(hash, root);
      while (fn % 2n === 0n && fn !== 0n) { fn >>= 1n; sn >>= 1n; }
    } else {
      root = nodeHash(root, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  assert.equal(sn, 0n, 'the proof is too short');
  return root;
}

const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));
const fraction = (text) => {
  const [p, q = '1'] = text.split('/');
  return [BigInt(p), BigInt(q)];
};
const reduced = ([p, q]) => { const d = gcd(p < 0n ? -p : p, q); return [p / d, q / d]; };
const plus = ([a, b], [c, d]) => reduced([a * d + c * b, b * d]);
const times = ([a, b], [c, d]) => reduced([a * c, b * d]);
const written = ([p, q]) => (q === 1n ? `${p}` : `${p}/${q}`);

const entryAt = (index) => dossier.entries.find((entry) => entry.index === index);
const leafAt = (index) => JSON.parse(entryAt(index).leaf);
const nominationOf = (nominee) => dossier.content.nominations.find((one) => one.nominee === nominee);

describe('a dossier', () => {
  test('says on what basis the person was appointed', () => {
    const { content } = dossier;
    assert.equal(content.case.ending, 'appointed');
    assert.equal(content.people[content.decree.person], kAppointed);
    assert.equal(content.decree.number, 'ش/1401/813');
    assert.equal(content.notice.staff_meeting, 5);
    assert.equal(content.nominations.length, 8);
    assert.equal(content.review.ballots.at(1).count.yes, 11);
    assert.match(content.words[0].text, /بالاترین امتیاز/);
    for (const item of content.checklist)
      assert.notEqual(item.verdict, 'fail', JSON.stringify(item));
    assert.equal(content.checklist.filter((item) => item.verdict === 'pass').length, 15);
  });

  test('can be made again to the byte', () => {
    assert.equal(make(log, 'again.json'), json);
  });

  // A journalist with a pencil: levels, means, weights, sums.
  test('has scores that anybody recomputes from the leaves of the log', () => {
    const published = leafAt(dossier.content.notice.published.seq).data;
    const levels = new Map();
    for (const sheet of dossier.content.scores.sheets) {
      const { data } = leafAt(sheet.revealed.seq);
      const of = levels.get(data.nominee) ?? new Map();
      for (const [criterion, level] of Object.entries(data.levels))
        of.set(criterion, [...(of.get(criterion) ?? []), level]);
      levels.set(data.nominee, of);
    }
    const { ranking } = leafAt(dossier.content.scores.arithmetic.ranking.seq).data;
    assert.equal(ranking.length, 5);
    for (const { nominee, score } of ranking) {
      let total = [0n, 1n];
      for (const [criterion, weight] of Object.entries(published.weights)) {
        const given = levels.get(nominee).get(criterion);
        const sum = given.reduce((a, b) => a + b, 0);
        total = plus(total, times(fraction(weight), reduced([BigInt(sum), BigInt(given.length)])));
      }
      assert.equal(written(total), score, nominee);
      const shown = dossier.content.scores.arithmetic.nominees
        .find((one) => one.nominee === nominee);
      assert.equal(shown.total, score);
    }
    assert.equal(nominationOf(ranking[0].nominee).selected, true);
  });

  test('opens every sheet against the seal that stood before the reveal', () => {
    for (const sheet of dossier.content.scores.sheets) {
      const sealed = leafAt(sheet.sealed.seq).data;
      // Canonical JSON (RFC 8785): members sorted, no blanks.
      const sorted = (object) => Object.fromEntries(Object.entries(object).sort());
      const content = JSON.stringify({ alias: sheet.alias, assessor: sheet.assessor, case: id,
        evidence: sorted(sheet.words), levels: sorted(sheet.levels) });
      const commitment = sha256(Buffer.from(sheet.salt, 'hex'), content).toString('hex');
      assert.equal(commitment, sealed.commitment);
      assert.ok(sheet.sealed.seq < sheet.revealed.seq);
    }
  });

  test('proves each event that it cites under the checkpoint', () => {
    const [origin, size, root] = dossier.checkpoint.split('\n');
    assert.equal(origin, 'gozin.karaj.example');
    const cited = new Set(dossier.entries.map((entry) => entry.index));
    for (const entry of dossier.entries) {
      const leaf = entry.leaf ? leafHash(entry.leaf) : Buffer.from(entry.leaf_hash, 'hex');
      const hashes = entry.hashes.map((hash) => Buffer.from(hash, 'base64'));
      assert.equal(rootFrom(entry.index, size, leaf, hashes).toString('base64'), root);
    }
    for (const item of dossier.content.checklist)
      for (const point of item.points)
        for (const seq of point.evidence) assert.ok(cited.has(seq), point.point);
    for (const seq of [dossier.content.decree.signed.seq, dossier.content.decree.published.seq])
      assert.ok(entryAt(seq).leaf);
  });
});

describe('names in a dossier', () => {
  const forms = () => [json, make(log, 'fa.html', '--lang', 'fa'),
    make(log, 'en.html', '--lang', 'en')];

  test('are those of the publication duty, and of who acted in office', () => {
    for (const text of forms()) {
      assert.ok(text.includes(kAppointed));
      for (const name of kOthers) assert.ok(!text.includes(name), name);
      assert.ok(text.includes('دکتر منوچهر ایزدی'), 'an assessor');
    }
  });

  test('do not follow from what it shows of the log', () => {
    // The persons behind the numbers, as only the store knows them.
    const matched = new Map();
    for (const { body } of sql(log, "select body from event where type in ('NominationReceived', "
      + "'NomineeMatched')")) {
      const { data } = JSON.parse(body);
      if (data.person) matched.set(data.nominee, data.person);
    }
    const appointed = dossier.content.decree.person;
    const others = [...matched.values()].filter((person) => person !== appointed);
    assert.ok(others.length >= 5);
    for (const person of others) assert.ok(!json.includes(person), person);
    // Nor who put somebody forward: citizens and members alike.
    for (const { body } of sql(log, "select body from event where type = 'NominationReceived'")) {
      const { seq } = JSON.parse(body);
      assert.equal(entryAt(seq).leaf, undefined);
    }
  });

  test('are the finalists where shortlist, ranking and ballots are all published by name', () => {
    const db = file('election.db');
    play(join(kScenarios, 'mayor-election.yaml'), db);
    const { content } = JSON.parse(make(db, 'election.json'));
    assert.equal(content.rules.names, 'finalists');
    const permitted = content.nominations.filter((one) => one.permitted || one.selected);
    assert.ok(permitted.length > 1);
    for (const one of content.nominations)
      assert.equal('person' in one, permitted.includes(one), `nominee ${one.number}`);
  });
});

describe('the register of influence', () => {
  const kContact = 'تماس تلفنی درباره یکی از نامزدها';
  const annexFor = (person, ...options) => gozin(['case', 'dossier', id, '--db', url(log), '--json',
    '--annex-for', person, ...options]);
  const holder = (role) => sql(log, `select body from event where type = 'RoleGranted' and
    body like '%"role":"${role}"%'`).map(({ body }) => JSON.parse(body).stream.split('/')[1])[0];

  test('says yes or no for each role, and neither who nor what', () => {
    const { influence } = dossier.content;
    const reported = influence.roles.filter((one) => one.reported).map((one) => one.role);
    assert.deepEqual(reported, ['body_member']);
    assert.ok(influence.roles.length > 5);
    const reports = sql(log, `select seq, body from event
      where type in ('InfluenceReported', 'ContactRegistered')`);
    assert.ok(reports.length > 0);
    assert.equal(influence.reports, reports.length);
    // Neither which kind nor when: among those in the room that would tell who.
    const cited = new Set(dossier.entries.map((entry) => entry.index));
    for (const { seq, body } of reports) {
      assert.ok(!cited.has(seq));
      assert.ok(!json.includes(JSON.parse(body).type));
      assert.ok(!JSON.stringify(influence).includes(JSON.parse(body).recorded));
    }
    assert.ok(!json.includes(kContact));
  });

  test('is in the annex for auditor and inspectorate, and for nobody else', () => {
    const annexed = annexFor(holder('auditor'));
    assert.equal(annexed.code, 0, annexed.err);
    assert.ok(annexed.out.includes(kContact));
    for (const name of [kOthers[0], kOthers[1]]) assert.ok(annexed.out.includes(name), name);
    writeFileSync(file('annex.json'), annexed.out);
    assert.equal(verify('--vkey', vkey, file('annex.json')).code, 0);
    for (const role of ['administrative_affairs', 'mayor', 'finance']) {
      const refused = annexFor(holder(role));
      assert.deepEqual([refused.code, refused.out], [5, ''], role);
    }
  });

  test('goes into a file of its own, which its owner alone may read', () => {
    const shown = file('given.json');
    const annex = file('given.annex.json');
    writeFileSync(annex, 'left there by somebody', { mode: 0o644 });
    const done = annexFor(holder('auditor'), '-o', shown, '--lang', 'en');
    assert.equal(done.code, 0, done.err);
    assert.ok(done.err.includes(annex));
    const [given, sealed] = [shown, annex].map((one) => JSON.parse(readFileSync(one, 'utf8')));
    assert.equal(given.content.annex, undefined);
    assert.ok(!readFileSync(shown, 'utf8').includes(kContact));
    assert.ok(JSON.stringify(sealed.content.annex).includes(kContact));
    assert.equal(statSync(annex).mode & 0o777, 0o600);
    for (const one of [shown, annex]) assert.equal(verify('--vkey', vkey, one).code, 0);
    const refused = annexFor(holder('mayor'), '-o', file('refused.json'));
    assert.deepEqual([refused.code, existsSync(file('refused.json'))], [5, false]);
  });
});

describe('gozin-verify', () => {
  test('finds a dossier sound, alone and beside its log', () => {
    assert.equal(verify('--vkey', vkey, file('dossier.json')).code, 0);
    expectCode(0, ['log', 'export', file('export'), '--db', url(log)]);
    assert.equal(verify(file('export'), file('dossier.json')).code, 0);
    expectCode(0, ['log', 'verify', '--db', url(log), '--checkpoint', file('dossier.json')]);
  });

  test('refuses a dossier with one changed byte, wherever it is', (t) => {
    const random = randomNumbers(t);
    const bytes = Buffer.from(json);
    const places = [0, bytes.length - 1, bytes.indexOf('"stated"') + 11,
      bytes.indexOf('"leaf":') + 60, bytes.indexOf('"hashes":') + 14];
    for (let i = 0; i < 15; ++i) places.push(Math.floor(random() * bytes.length));
    for (const at of places) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
      writeFileSync(file('changed.json'), changed);
      const { code, out } = verify('--vkey', vkey, file('changed.json'));
      assert.equal(code, 6, `byte ${at}: ${out}`);
    }
  });

  test('refuses a dossier that another key sealed', () => {
    const other = file('other.db');
    play(writeStory(file('other.yaml'), 1), other);
    const { code, out } = verify('--vkey', keyOf(other), file('dossier.json'));
    assert.equal(code, 6);
    assert.match(out, /dossier\.json/);
  });

  test('finds the log that no longer has what a dossier was sealed upon', () => {
    const longer = copyLog(log, file('longer.db'));
    play(writeStory(file('more.yaml'), 1), longer);
    make(longer, 'later.json');
    expectCode(0, ['log', 'export', file('cut'), '--db', url(log)]);
    const { code, out } = verify(file('cut'), file('later.json'));
    assert.equal(code, 7, out);
  });
});

describe('a case without a decree', () => {
  test('is said to be under way, and names nobody', () => {
    const db = file('under-way.db');
    play(beginningOf(join(kScenarios, 'karaj-1401.yaml'),
      '  - {by: p6, as: assessor, do: seal_score_sheet', file('cut.yaml')), db);
    const text = make(db, 'under-way.json');
    const { content } = JSON.parse(text);
    assert.equal(content.case.ending, 'under_way');
    assert.ok(!('number' in content.decree) && !('arithmetic' in content.scores));
    // Sealed is sealed: no level, no nominee behind an alias.
    assert.ok(content.scores.sheets.length > 0);
    for (const sheet of content.scores.sheets)
      assert.deepEqual([sheet.levels, sheet.nominee, sheet.salt], [undefined, undefined, undefined]);
    for (const name of [kAppointed, ...kOthers]) assert.ok(!text.includes(name), name);
    assert.match(make(db, 'under-way.html', '--lang', 'en'), /The case is under way/);
    assert.equal(verify('--vkey', keyOf(db), file('under-way.json')).code, 0);
  });

  test('is refused where there is none', () => {
    assert.equal(gozin(['case', 'dossier', 'case/none', '--db', url(log)]).code, 3);
    const pdf = gozin(['case', 'dossier', id, '--db', url(log), '-o', join(place, 'x.pdf')]);
    assert.deepEqual([pdf.code, existsSync(join(place, 'x.pdf'))], [2, false]);
    assert.match(pdf.err, /NAME\.html/);
    assert.equal(gozin(['case', 'dossier', id, '--db', url(log), '-o', join(place, 'no/x.html')])
      .code, 1);
  });
});

describe('on paper', () => {
  test('stands by itself: Persian from right to left, no script, nothing to fetch', () => {
    const html = make(log, 'paper.html', '--lang', 'fa');
    assert.match(html, /<html lang="fa" dir="rtl">/);
    assert.match(html, /۱۴۰۱\/۰۹\/۱۷/);
    assert.match(html, /@page \{ size: A4/);
    assert.ok(!/<script|<link|<img|src=|https?:\/\/|url\((?!data:)/.test(html));
    assert.match(make(log, 'paper-en.html', '--lang', 'en'), /<html lang="en" dir="ltr">/);
    // Either form has the hash of the data it was drawn of.
    assert.ok(html.includes(sha256(json).toString('hex')));
  });
});
