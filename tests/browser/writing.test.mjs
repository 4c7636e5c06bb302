// What a clerk and a secretary write down for others by forms alone, and those who look at it: without a script.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { City, Person, gozin, inspect, openBrowser } from './support.mjs';

const kConfig = resolve(import.meta.dirname, '../../config');
const kScan = '7c1f0e5b92d8a64413ce0f7795bd2a861e94c3f05a7b6d28e1f34c90ab5d7762';
const [kClerk, kSecretary, kAffairs] = ['نسیم شماری', 'گلنار دبیری', 'دانیال آرام'];
const [kChair, ...kMembers] = ['ترانه بهاری', 'آرش ستاره', 'شیوا مهتابی'];
const [kWalkIn, kStranger] = ['سیمین گذری', 'فرشته کوچه‌باغی'];

// A city after the steps of the story of hands, up to a line that begins so.
function cityUntil(line) {
  const text = readFileSync(join(kConfig, 'scenarios/show-of-hands.yaml'), 'utf8')
    .replace('beginnings/', `${kConfig}/scenarios/beginnings/`);
  const end = text.indexOf(line);
  assert.ok(end > 0, `the story has no line ${line}`);
  return new City(text.slice(0, end));
}

const caseOf = (city) =>
  `/cases/${JSON.parse(gozin('case', 'list', '--json', '--db', city.db)).items[0].id.slice('case/'.length)}`;

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser?.close(); });

for (const language of ['fa', 'en']) {
  describe(`writing down for others in ${language}`, () => {
    let city, path;
    const people = new Map();
    const who = (name) => {
      if (!people.has(name)) people.set(name, new Person(city, browser, name, { language, javaScript: false }));
      return people.get(name);
    };
    const at = async (name, where) => {
      if (!(await (await who(name).page()).context().cookies()).length) await who(name).go('/inbox');
      const response = await who(name).go(where);
      return [await who(name).page(), response];
    };
    // What is looked at with the help of a script is looked at by somebody else who has one.
    const look = async (name, where, label) => {
      const reader = new Person(city, browser, name, { language });
      await reader.go('/inbox');
      await reader.go(where);
      for (const width of [320, 1280]) {
        await (await reader.page()).setViewportSize({ width, height: 800 });
        await inspect(await reader.page(), `${language} ${label} at ${width} px`);
      }
      await (await reader.page()).context().close();
    };
    const events = async (name) => {
      const [page] = await at(name, `${path}.json`);
      return JSON.parse(await page.locator('body').innerText()).timeline;
    };
    before(async () => {
      city = cityUntil('  - {at: 1403-07-03 10:00, by: nasim, as: citizen, behalf: simin');
      await city.serve('2024-09-24T07:00:00.000Z');
      path = caseOf(city);
    });
    after(async () => { await city?.close(); });

    test('asks whose act it is, and gives nobody a list of everybody', async () => {
      let [page] = await at(kClerk, path);
      assert.ok(await page.locator('main a[href$="/do/nominate?behalf="]').count(), 'it is not offered');
      [page] = await at(kClerk, `${path}/do/nominate?behalf=`);
      assert.equal(await page.locator('main a.pick').count(), 0);
      await page.fill('#find', 'سی');
      await who(kClerk).leave(() => page.click('main form button'));
      assert.equal(await page.locator('main a.pick').count(), 0, 'two letters are too few');
      await page.fill('#find', 'سيمين');
      await who(kClerk).leave(() => page.click('main form button'));
      await look(kClerk, `${path}/do/nominate?behalf=&find=${encodeURIComponent('سيمين')}`, 'somebody found');
      assert.deepEqual(await page.locator('main a.pick').allInnerTexts(), [kWalkIn]);
    });

    test('is written down in the name of whoever was found, by the clerk', async () => {
      const page = await who(kClerk).page();
      await who(kClerk).leave(() => page.click('main a.pick'));
      await look(kClerk, new URL(page.url()).pathname.slice(3) + new URL(page.url()).search, "the form in somebody's name");
      assert.match(await page.locator('.whose').innerText(), new RegExp(kWalkIn));
      await page.check('form.act [name=channel][value=clerk]').catch(() => page.selectOption('form.act [name=channel]', 'clerk'));
      await page.selectOption('form.act [name=person]', { label: 'آرمان رف‌چین' });
      await page.fill('form.act [name=statement]', 'نظم قفسه‌ها از اوست');
      await who(kClerk).leave(() => page.click('form.act .buttons button'));
      assert.deepEqual(await page.locator('.failure').allInnerTexts(), []);
      const [received] = (await events(kAffairs)).filter((one) => one.type.name === 'NominationReceived');
      assert.equal(received.actor.name, kClerk);
      assert.ok(JSON.stringify(received).includes(kWalkIn), 'administrative affairs reads whose it is');
    });

    // Whose names were shown is on record, by their ids.
    test('leaves whom the clerk looked for in the journal of reading', async () => {
      const report = gozin('log', 'access', '--json', '--db', city.db);
      const pages = report.trim().split('\n').map((line) => JSON.parse(line)).filter((one) => one.page?.endsWith('/do/nominate'));
      assert.ok(pages.length > 0, report.slice(0, 400));
    });

    test('shows a clerk no nominator, and administrative affairs who it is', async () => {
      const [page] = await at(kAffairs, `${path}/do/confirm_transcription`);
      await look(kAffairs, `${path}/do/confirm_transcription`, 'what waits');
      assert.equal(await page.locator('form.act input[type=checkbox]').count(), 1);
      assert.match(await page.locator('form.act label.choice').innerText(), new RegExp(kWalkIn));
      const [own] = await at(kClerk, `${path}/do/confirm_transcription`);
      assert.equal(await own.locator('form.act input[type=checkbox]').count(), 0, 'the clerk is no second person');
    });

    test('is denied by the one it stands for, and is a task of nobody else', async () => {
      const [inbox] = await at(kWalkIn, '/inbox');
      assert.equal(await inbox.locator('main a[href*="/do/dispute_transcription"]').count(), 1);
      const [none] = await at(kStranger, '/inbox');
      assert.equal(await none.locator('main a[href*="/do/dispute_transcription"]').count(), 0);
      await who(kWalkIn).act(path, 'dispute_transcription', { reason: 'من کسی را معرفی نکرده‌ام' });
      const [disputed] = (await events(kAffairs)).filter((one) => one.type.name === 'TranscriptionDisputed');
      assert.equal(disputed.actor.name, kWalkIn);
    });

    test('is refused to whoever is no clerk, and for an office', async () => {
      const id = (await (await at(kClerk, `${path}/do/nominate?behalf=&find=${encodeURIComponent(kWalkIn)}`))[0]
        .locator('main a.pick').getAttribute('href')).split('behalf=')[1];
      const [, asked] = await at(kStranger, `${path}/do/nominate?behalf=${id}`);
      assert.equal(asked.status(), 403);
      const post = async (name, command, values) => {
        const [page] = await at(name, `${path}/do/nominate${name === kClerk ? `?behalf=${id}` : ''}`);
        const csrf = await page.locator('form.act [name=csrf]').inputValue();
        const cookie = (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
        const answer = await fetch(`${city.url}/en${path}/do/${command}.json`, {
          method: 'POST', redirect: 'manual',
          headers: { cookie, origin: new URL(city.url).origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ csrf, key: `k-${command}-${name}`, ...values }) });
        return [answer.status, await answer.text()];
      };
      const nomination = { behalf: id, role: 'citizen', channel: 'citizen', name: 'کسی', workplace: 'جایی' };
      const [status, text] = await post(kStranger, 'nominate', nomination);
      assert.equal(status, 403, text);
      const [, office] = await post(kClerk, 'add_note', { behalf: id, role: 'administrative_affairs', note: 'به گفته او' });
      assert.match(office, /sign in and do it themselves/);
      const [broken] = await post(kClerk, 'nominate', { ...nomination, behalf: '../../\u0000' });
      assert.equal(broken, 400);
      assert.equal((await events(kAffairs)).filter((one) => one.type.name === 'NoteAdded').length, 0);
    });
  });
}

describe('a show of hands', () => {
  let city, path;
  const golnar = {};
  before(async () => {
    city = cityUntil('  - {by: golnar, as: body_secretary, behalf: r7, channel: clerk, do: cast_ballot, on: $case, with: {ballot: $first');
    await city.serve('2024-10-07T06:00:00.000Z');
    path = caseOf(city);
    for (const language of ['fa', 'en']) golnar[language] = new Person(city, browser, kSecretary, { language });
  });
  after(async () => { await city?.close(); });

  for (const language of ['fa', 'en'])
    for (const width of [320, 1100])
      test(`is a list of members with choices in ${language} at ${width} px`, async () => {
        await golnar[language].go(`${path}/do/cast_ballot`);
        const page = await golnar[language].page();
        await page.setViewportSize({ width, height: 900 });
        await inspect(page, `${language} hands`);
        assert.equal(await page.locator('form.act fieldset.marks').count(), 2, 'who voted and who must not are not asked');
        assert.equal(await page.locator('form.act fieldset.marks input[type=radio]').count(), 6);
        assert.equal(await page.locator('form.act input:checked').count(), 0);
      });

  test('asks for at least one hand', async () => {
    const page = await golnar.en.page();
    await golnar.en.leave(() => page.click('form.act .buttons button'));
    assert.equal(await page.locator('.failure').count(), 1);
    assert.equal(await page.locator('form.act fieldset.marks').count(), 2);
  });

  test('is entered one after another by the keyboard, and each vote is its member\'s', async () => {
    const page = await golnar.en.page();
    const groups = page.locator('form.act fieldset.marks');
    const names = await groups.locator('legend').allInnerTexts();
    await groups.nth(0).locator('input').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await golnar.en.leave(() => page.click('form.act .buttons button'));
    assert.deepEqual(await page.locator('.failure').allInnerTexts(), []);
    assert.equal(await page.locator('.done').count(), 1);
    await golnar.en.go(`${path}.json`);
    const { timeline } = JSON.parse(await page.locator('body').innerText());
    const last = timeline.find((entry) => entry.type.name === 'BallotCast');
    await golnar.en.go(`${path}/replay.json?at=${last.seq}`);
    const told = JSON.parse(await page.locator('body').innerText());
    assert.equal(told.event.type.name, 'BallotCast');
    assert.equal(told.event.actor.name, kSecretary);
    await golnar.en.go(`${path}/do/confirm_transcription`);
    assert.equal(await page.locator('form.act input[type=checkbox]').count(), 0, 'nobody confirms their own hand');
    assert.deepEqual(names.toSorted(), kMembers.toSorted());
    const member = new Person(city, browser, kMembers[0], { language: 'en', javaScript: false });
    await member.go('/inbox');
    assert.ok(await (await member.page()).locator('main a[href*="/do/dispute_transcription"]').count(), 'a member may deny it');
  });

  test('is ticked off by the second person on one sheet', async () => {
    const chair = new Person(city, browser, kChair, { language: 'en' });
    await chair.go(`${path}/do/confirm_transcription`);
    const page = await chair.page();
    await inspect(page, 'the sheet of hands');
    const labels = await page.locator('form.act label.choice:has([type=checkbox])').allInnerTexts();
    assert.equal(labels.length, 2);
    for (const [name, choice] of [[kMembers[0], 'For'], [kMembers[1], 'Against']])
      assert.ok(labels.some((label) => label.includes(name) && label.includes(choice)), `${labels}`);
    for (const box of await page.locator('form.act input[type=checkbox]').all()) await box.check();
    const roles = page.locator('form.act input[type=radio][name=role]');
    if (await roles.count()) await roles.first().check();
    await page.fill('form.act [name=scan]', kScan);
    await chair.leave(() => page.click('form.act .buttons button'));
    assert.deepEqual(await page.locator('.failure').allInnerTexts(), []);
    await chair.go(`${path}/do/confirm_transcription`);
    assert.equal(await page.locator('form.act input[type=checkbox]').count(), 0);
  });
});
