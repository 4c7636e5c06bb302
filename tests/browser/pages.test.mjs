// Every page as somebody sees it who is signed in and who is not, in both languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { City, Person, gozin, inspect, openBrowser, watch } from './support.mjs';

let city, browser, id;

before(async () => {
  city = new City('config/scenarios/karaj-1401.yaml');
  await city.serve('2022-12-22T06:00:00.000Z');
  browser = await openBrowser();
  id = JSON.parse(gozin('case', 'list', '--json', '--db', city.db)).items[0].id.slice('case/'.length);
});
after(async () => {
  await browser?.close();
  await city?.close();
});

const pages = () => [
  ['/', 200], [`/cases/${id}`, 200], [`/cases/${id}/replay`, 200], ['/sign-in', 200],
  ['/streams/session', 200], ['/streams/body', 200], ['/streams/ruleset', 200], ['/streams/post', 200],
  ['/streams/budget', 200], ['/streams/body/city_council', 200], ['/no-such-page', 404], ['/cases/none', 404],
];

for (const language of ['fa', 'en']) {
  for (const width of [320, 1280]) {
    test(`pages in ${language} at ${width} px are accessible and hold their width`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      const page = await context.newPage();
      const faults = watch(page, () => city.url);
      const titles = new Set();
      for (const [path, status] of pages()) {
        const response = await page.goto(`${city.url}/${language}${path}`);
        assert.equal(response.status(), status, path);
        const found = await inspect(page, `${language} ${path}`);
        assert.equal(found.lang, language);
        assert.equal(found.dir, language === 'fa' ? 'rtl' : 'ltr');
        if (status === 200) titles.add(await page.title());
      }
      assert.equal(titles.size, pages().filter(([, status]) => status === 200).length, 'titles are unique');
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}

test('the font is Vazirmatn and the page is drawn in it', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${city.url}/fa/`);
  assert.ok(await page.evaluate(async () => (await document.fonts.ready).check('16px Vazirmatn')));
});

test('the language is switched on the same page and remembered', async () => {
  const page = await (await browser.newContext({ locale: 'fa-IR' })).newPage();
  await page.goto(`${city.url}/cases/${id}`);
  assert.equal(new URL(page.url()).pathname, `/fa/cases/${id}`);
  await page.click('a.language');
  assert.equal(new URL(page.url()).pathname, `/en/cases/${id}`);
  await page.goto(`${city.url}/`);
  assert.equal(new URL(page.url()).pathname, '/en/');
});

test('dates are Solar Hijri in Persian and Gregorian in English', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${city.url}/fa/cases/${id}`);
  assert.match(await page.locator('main time').first().innerText(), /۱۴۰۱\/۰\d\/\d\d|۱۴۰۱\/[۰-۹]{2}\/[۰-۹]{2}/);
  await page.goto(`${city.url}/en/cases/${id}`);
  assert.match(await page.locator('main time').first().innerText(), /2022-\d\d-\d\d/);
});

test('a demonstration says so on every page', async () => {
  const page = await (await browser.newContext()).newPage();
  for (const [path] of pages()) {
    await page.goto(`${city.url}/en${path}`);
    assert.match(await page.locator('.ribbon').innerText(), /Demonstration/, path);
  }
});

test('the chart shows where the case stands', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${city.url}/en/cases/${id}`);
  const lit = await page.locator('svg g.lit > title').allTextContents();
  assert.ok(lit.some((text) => /Appointed/.test(text)), lit.join());
});

test('the replay steps back and forth and ends where the case stands', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${city.url}/en/cases/${id}/replay`);
  assert.match(await page.locator('.done').innerText(), /equals the live state/);
  const last = await page.locator('.where').innerText();
  await page.click('a[rel=prev]');
  await page.click('a[rel=prev]');
  assert.notEqual(await page.locator('.where').innerText(), last);
  await page.click('a[rel=next]');
  await page.click('a[rel=next]');
  assert.equal(await page.locator('.where').innerText(), last);
  await page.click('.stepper a >> nth=0');
  assert.match(await page.locator('h2#event').innerText(), /opened/);
});

// Programs get what people see, and nothing more.
test('each page has a JSON twin', async () => {
  const twin = async (path) => (await fetch(`${city.url}${path}`)).json();
  const list = await twin('/index.json');
  assert.equal(list.items[0].id, `case/${id}`);
  assert.equal(list.items[0].state.name, 'Appointed');
  const one = await twin(`/en/cases/${id}.json`);
  assert.equal(one.case.state.name, 'Appointed');
  // The last steps; the earlier ones are a page on, down to the first.
  assert.equal(one.timeline.length, 25);
  let page = one;
  for (let i = 0; page.older_href && i < 100; ++i) {
    const older = await twin(`/en${page.older_href.replace('?', '.json?')}`);
    assert.ok(older.timeline[0].seq < page.timeline.at(-1).seq);
    assert.equal(older.newest_href, `/cases/${id}`);
    page = older;
  }
  assert.equal(page.timeline.at(-1).type.name, 'CaseOpened');
  assert.deepEqual(one.nominees, []);
  const replayed = await twin(`/cases/${id}/replay.json`);
  assert.equal(replayed.matches, true);
  const missing = await fetch(`${city.url}/cases/none.json`);
  assert.equal(missing.status, 404);
  assert.match(missing.headers.get('content-type'), /problem\+json/);
});

test('probes answer', async () => {
  assert.equal((await fetch(`${city.url}/livez`)).status, 200);
  assert.equal((await fetch(`${city.url}/readyz`)).status, 200);
});

// S03, S04
test('every answer carries the policy', async () => {
  for (const path of ['/fa/', '/livez', '/fa/none', `/cases/${id}.json`]) {
    const answer = await fetch(`${city.url}${path}`);
    assert.match(answer.headers.get('content-security-policy'), /script-src 'self'; style-src 'self'/, path);
    assert.equal(answer.headers.get('x-frame-options'), 'DENY');
  }
});

// AC8.2: without being asked for again, where the reader stands in it, and without a script by asking.
for (const language of ['fa', 'en'])
  test(`an open page renews itself in ${language}`, async () => {
    const reader = new Person(city, browser, 'هومن صادقی', { language });
    const plain = new Person(city, browser, 'هومن صادقی', { language, javaScript: false });
    for (const person of [reader, plain]) {
      await person.signIn();
      await person.go(`/cases/${id}`);
    }
    const [page, other] = [await reader.page(), await plain.page()];
    const newest = (of) => of.locator('ol.timeline > li').first().getAttribute('id');
    let asked = 0;
    page.on('request', (request) => { asked += request.headers()['hx-request'] && !request.url().endsWith('.live') ? 1 : 0; });
    const opened = page.locator('ol.timeline details').first();
    const kept = await opened.locator('xpath=..').getAttribute('id');
    await opened.locator('summary').click();
    await opened.locator('summary').focus();
    const officer = new Person(city, browser, 'هومن صادقی', { language });
    for (let round = 0; round < 3; ++round) {
      const before = await newest(page);
      await officer.act(`/cases/${id}`, 'add_note', { note: `live ${round}` });
      await page.waitForFunction((last) => document.querySelector('ol.timeline > li').id !== last, before);
    }
    assert.ok(await page.locator(`#${kept} details`).evaluate((e) => e.open), 'what was opened stays open');
    assert.ok(await page.evaluate((at) => document.activeElement.closest('li')?.id === at, kept), 'the focus stays');
    assert.ok(asked >= 1 && asked <= 3, `${asked} requests for three changes`);
    await other.reload();
    assert.equal(await newest(other), await newest(page));
    assert.match(await page.locator('#renewed[role=status]').innerText(), language === 'fa' ? /تازه شد/ : /Brought up to date/);
    await inspect(page, `renewed page in ${language}`);
    assert.deepEqual(reader.faults, []);
    // Whoever has signed out elsewhere hears no more, and keeps what was shown.
    const beside = await page.context().newPage();
    await beside.goto(`${city.url}/${language}/`);
    await Promise.all([beside.waitForEvent('load'), beside.click('.who form button')]);
    const last = await newest(page);
    await officer.act(`/cases/${id}`, 'add_note', { note: 'not for them' });
    await page.waitForTimeout(1_500);
    assert.equal(await newest(page), last);
  });

// Nothing more changes behind these: the page must ask again of itself.
test('a renewal that fails by the network or by the server is asked for again, a refused one is not', async () => {
  const reader = new Person(city, browser, 'هومن صادقی', { language: 'en' });
  const officer = new Person(city, browser, 'هومن صادقی', { language: 'en' });
  await reader.signIn();
  await reader.go(`/cases/${id}`);
  const page = await reader.page();
  const newest = () => page.locator('ol.timeline > li').first().getAttribute('id');
  const failures = [
    (route) => route.abort('connectionreset'),
    (route) => route.fulfill({ status: 503, headers: { 'HX-Trigger': 'missed' }, body: 'busy' }),
  ];
  for (const fail of failures) {
    let failed = 0;
    await page.route(`**/en/cases/${id}`, (route) => (failed++ === 0 ? fail(route) : route.continue()));
    const before = await newest();
    await officer.act(`/cases/${id}`, 'add_note', { note: 'once more' });
    await page.waitForFunction((last) => document.querySelector('ol.timeline > li').id !== last, before);
    assert.equal(failed, 2);
    await page.unroute(`**/en/cases/${id}`);
  }
  let refused = 0;
  await page.route(`**/en/cases/${id}`, (route) => { refused++; return route.fulfill({ status: 403, body: 'no' }); });
  const before = await newest();
  await officer.act(`/cases/${id}`, 'add_note', { note: 'not for them' });
  await page.waitForTimeout(5_000);
  assert.equal(refused, 1);
  assert.equal(await newest(), before, 'what was read stays');
});

test('the analysis of a ranking is accessible in both languages, and only for who reads the file', async () => {
  for (const [language, heading] of [['fa', 'تحلیل همراه رتبه‌بندی'], ['en', 'Analysis that comes with the ranking']]) {
    const officer = new Person(city, browser, 'هومن صادقی', { language });
    await officer.signIn();
    await officer.go(`/cases/${id}`);
    const page = await officer.page();
    assert.equal(await page.locator('#analyses').innerText(), heading);
    assert.ok(await page.locator('section[aria-labelledby=analyses] table').count() >= 3);
    await inspect(page, `analysis in ${language}`);
    await page.setViewportSize({ width: 320, height: 800 });
    await inspect(page, `analysis in ${language} on a telephone`);
    assert.deepEqual(officer.faults, []);
  }
  const stranger = await (await fetch(`${city.url}/fa/cases/${id}`)).text();
  assert.ok(!stranger.includes('id="analyses"'));
});

// What a stranger must not learn stands in no page and no twin.
test('names stay with those who need them', async () => {
  const officer = new Person(city, browser, 'هومن صادقی', { language: 'fa' });
  await officer.signIn();
  await officer.go(`/cases/${id}`);
  const seen = await (await officer.page()).content();
  const stranger = await (await fetch(`${city.url}/fa/cases/${id}`)).text();
  const twin = await (await fetch(`${city.url}/fa/cases/${id}.json`)).text();
  for (const name of officer.city.logins.keys()) {
    if (name === 'هومن صادقی') continue;
    const isPublic = stranger.includes(name);
    if (isPublic) assert.ok(seen.includes(name));
  }
  assert.ok(!stranger.includes('پارک محله'), 'a statement about a nominee');
  assert.ok(!twin.includes('پارک محله'));
});

test('signing in is needed to act, and a wrong password says nothing', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${city.url}/en/inbox`);
  assert.match(page.url(), /sign-in\?next=%2Finbox/);
  await page.fill('#user', 'mayor');
  await page.fill('#password', 'not the password');
  await page.click('main form button');
  assert.match(await page.locator('[role=alert]').innerText(), /not right/);
  await inspect(page, 'refused sign-in');
});

// S02
test('a form of elsewhere is refused', async () => {
  const answer = await fetch(`${city.url}/en/sign-in`, {
    method: 'POST', body: 'user=mayor&password=x', redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' } });
  assert.equal(answer.status, 403);
  const without = await fetch(`${city.url}/en/do/open_case`, {
    method: 'POST', body: 'post=x', redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: city.url } });
  assert.equal(without.status, 401);
});
