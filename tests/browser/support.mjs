// Starts the program on a database of its own and opens pages of it in Chromium.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');
const program = process.env.GOZIN_PROGRAM ?? join(root, 'build/release/gozin');
export const kDemoPassword = 'gozin-demonstration';
export const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export function gozin(...args) {
  return execFileSync(program, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

// A city with people, posts, rules and nothing else, or after the steps of a story.
export class City {
  constructor(story) {
    this.folder = mkdtempSync(join(tmpdir(), 'gozin-browser-'));
    this.db = `sqlite:${join(this.folder, 'city.db')}`;
    this.play(story);
    gozin('user', 'add', '--demo', '--db', this.db);
    this.logins = new Map(
      gozin('user', 'list', '--json', '--db', this.db).trim().split('\n')
        .map((line) => JSON.parse(line)).filter((user) => user.login)
        .map((user) => [user.name, user.login]));
  }

  play(story) {
    const file = story.endsWith('.yaml') ? story : join(this.folder, 'story.yaml');
    if (file !== story) writeFileSync(file, story);
    gozin('run', file, '--db', this.db);
  }

  // The demonstration's clock starts at that moment. A city that runs is stopped first.
  async serve(at) {
    await this.stop();
    const env = { ...process.env, GOZIN_DEMONSTRATION_TIME: at ?? '' };
    this.child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--db', this.db],
      { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.journal = '';
    this.child.stderr.on('data', (text) => { this.journal += text; });
    const ended = new Promise((_, reject) => {
      this.child.once('exit', (code) => reject(new Error(`the server ended (${code}): ${this.journal}`)));
    });
    ended.catch(() => {});
    const lines = createInterface({ input: this.child.stdout });
    const line = await Promise.race([new Promise((done) => lines.once('line', done)), ended]);
    this.url = line.trim().replace(/\/$/, '');
  }

  async stop() {
    if (!this.child || this.child.exitCode !== null) return;
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await gone;
  }

  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
}

// What must never happen on any page: errors of the console, requests elsewhere, broken policy.
export function watch(page, origin) {
  const faults = [];
  page.on('console', (message) => {
    // The browser itself reports an answer of 4xx to a page that was asked for.
    const isStatus = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    // And that the news of a page have ended where the server was stopped; so does the page's own reader of them.
    const isEnded = /\.live(\?|$)/.test(message.location().url) && /net::ERR_/.test(message.text())
      || /^htmx: htmx:sse:error: (Failed to fetch|network error)/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isStatus && !isEnded) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const { origin: asked, protocol, pathname } = new URL(request.url());
    // A page that is open while its server comes back elsewhere asks the old one for its news.
    const isOldNews = pathname.endsWith('.live') && asked === new URL(page.url()).origin;
    if (asked !== new URL(origin()).origin && protocol !== 'data:' && !isOldNews) faults.push(request.url());
  });
  return faults;
}

// Accessibility (WCAG 2.2 AA), one heading, one id each, no scrolling sideways.
export async function inspect(page, name) {
  const report = await new AxeBuilder({ page }).withTags(kRules).analyze();
  const violations = report.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);
  assert.deepEqual(violations, [], `axe on ${name}`);
  const found = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i),
  }));
  assert.equal(found.headings, 1, `headings on ${name}`);
  assert.ok(found.wide <= 0, `${name} scrolls sideways by ${found.wide} px`);
  assert.deepEqual(found.ids, [], `ids on ${name}`);
  return found;
}

export class Person {
  constructor(city, browser, name, options = {}) {
    Object.assign(this, { city, browser, name, language: 'fa', ...options });
  }

  async page() {
    if (!this.opened) {
      const context = await this.browser.newContext({
        viewport: { width: 1100, height: 900 }, javaScriptEnabled: this.javaScript ?? true,
        locale: this.language === 'fa' ? 'fa-IR' : 'en-GB', timezoneId: 'Asia/Tehran' });
      this.opened = await context.newPage();
      this.faults = watch(this.opened, () => this.city.url);
    }
    return this.opened;
  }

  url(path) { return `${this.city.url}/${this.language}${path}`; }

  async go(path) {
    const page = await this.page();
    let response = await page.goto(this.url(path));
    if (new URL(page.url()).pathname.endsWith('/sign-in')) {
      await this.signIn();
      response = await page.goto(this.url(path));
    }
    return response;
  }

  async signIn() {
    const page = await this.page();
    const login = this.city.logins.get(this.name);
    assert.ok(login, `${this.name} has no account`);
    if (!new URL(page.url()).pathname.endsWith('/sign-in')) await page.goto(this.url('/sign-in'));
    await page.fill('#user', login);
    await page.fill('#password', kDemoPassword);
    await this.leave(() => page.click('main form button'));
    assert.ok(!page.url().endsWith('/sign-in'), `${this.name} could not sign in`);
  }

  // Gives a command by its form, as it is offered on the page of the record.
  async act(path, command, values = {}, role = undefined) {
    await this.tryTo(path, command, values, role);
    const page = await this.page();
    const problem = await page.locator('.failure').allInnerTexts();
    assert.deepEqual(problem, [], `${this.name} could not ${command}`);
    assert.equal(await page.locator('.done').count(), 1, `${command} by ${this.name} left no notice`);
    assert.deepEqual(this.faults, [], `faults of ${this.name}`);
    return new URL(page.url()).pathname.replace(/^\/(fa|en)/, '');
  }

  async tryTo(path, command, values = {}, role = undefined) {
    const page = await this.page();
    await this.go(path);
    if (!(await page.locator('.who form').count())) {
      await this.signIn();
      await this.go(path);
    }
    const link = page.locator(`main a[href$="/do/${command}"]`);
    assert.ok(await link.count(), `${this.name} is not offered ${command} on ${path}`);
    await this.leave(() => link.first().click());
    const roles = page.locator('form.act input[type=radio][name=role]');
    if (await roles.count()) await (role ? page.locator(`form.act input[name=role][value="${role}"]`) : roles.first()).check();
    for (const [name, value] of Object.entries(values)) await this.fill(name, value);
    await this.leave(() => page.click('form.act .buttons button'));
  }

  // A click that leads to another page returns before that page is there.
  async leave(click) {
    const page = await this.page();
    await Promise.all([page.waitForEvent('load'), click()]);
  }

  // A name that ends with `.*` is every row of a list; a function gives each its value.
  async fill(name, value) {
    const page = await this.page();
    if (name.endsWith('.*')) {
      const rows = await page.locator(`form.act [name^="${name.slice(0, -1)}"]`).evaluateAll((all) => all.map((e) => e.name));
      assert.ok(rows.length, `the form has no rows of ${name}`);
      for (const row of rows) await this.fill(row, { value: typeof value === 'function' ? value() : value });
      return;
    }
    const control = page.locator(`form.act [name="${name}"]`);
    assert.ok(await control.count(), `the form has no ${name}`);
    const [tag, type] = await control.first().evaluate((e) => [e.tagName, e.type]);
    if (type === 'radio') await page.check(`form.act [name="${name}"][value="${value}"]`);
    else if (tag === 'SELECT') await control.selectOption(typeof value === 'string' ? await this.option(control, value) : value);
    else await control.fill(value.value ?? value);
  }

  // By its value, or by what it is called.
  async option(control, text) {
    const values = await control.locator('option').evaluateAll((all) => all.map((e) => e.value));
    return values.includes(text) ? { value: text } : { label: text };
  }
}
