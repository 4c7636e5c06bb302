// From a vacancy to its decree, every act by the form that its page offers.
import assert from 'node:assert/strict';
import { City, Person } from './support.mjs';

// A city before its first case: people, posts, bodies, rules.
export const kEmptyCity = `
story: browser
title: {fa: "شهر آغازین", en: "A city at its start"}
origin: gozin.browser.example
city: کرج
starts: 1401-07-02 08:00
include: [${process.cwd()}/config/cities/karaj.yaml]
steps:
  - {at: 1401-07-05 09:00}
`;

const council = ['جواد کریمیان', 'مریم توکلی', 'حمید رضوانی', 'الهام شریفی', 'مهدی اسدی', 'سارا نعمتی',
  'احمد کاظمیان', 'زهرا پاکدل', 'علی موسوی‌پور'];
const commission = ['حمید رضوانی', 'مهدی اسدی', 'زهرا پاکدل', 'فاطمه سلیمی'];
const assessors = ['دکتر منوچهر ایزدی', 'مهندس ژاله فرزین', 'دکتر سیامک وثوقی', 'مهندس آذر نادری',
  'دکتر کامران بیات'];
const reserves = ['مهندس سهراب پناهی', 'دکتر مینو عطایی'];

export class Journey {
  constructor(browser, options) {
    this.browser = browser;
    this.options = options;
    this.city = new City(kEmptyCity);
    this.people = new Map();
    this.sheets = 0;
  }

  who(name) {
    if (!this.people.has(name)) this.people.set(name, new Person(this.city, this.browser, name, this.options));
    return this.people.get(name);
  }

  async at(moment) { await this.city.serve(moment); }

  act(name, command, values, role) { return this.who(name).act(this.path, command, values, role); }

  async twin() { return (await fetch(`${this.city.url}${this.path}.json`)).json(); }

  // The clock of the city acts within seconds of its start.
  async until(state) {
    for (let i = 0; i < 100; ++i) {
      const { case: head } = await this.twin();
      const names = [head.state.name, ...head.position.map((one) => one.name)];
      if (names.includes(state)) return;
      await new Promise((done) => { setTimeout(done, 100); });
    }
    assert.fail(`the case did not come to ${state}: ${this.city.journal}`);
  }

  async authorise() {
    await this.at('2022-09-28T05:30:00.000Z');
    const opened = await this.who('نسرین بهرامی').act('/', 'open_case', { post: { index: 1 }, ruleset: { index: 1 } });
    this.path = opened;
    await this.act('نسرین بهرامی', 'describe_vacancy',
      { route: 'full', budget_line: { index: 1 }, yearly_cost: '۳٬۶۰۰٬۰۰۰٬۰۰۰', justification: 'مدیر پیشین بازنشسته شده است' });
    await this.act('نسرین بهرامی', 'submit_vacancy');
    await this.act('هومن صادقی', 'confirm_establishment');
    await this.act('لیلا مقدم', 'confirm_budget');
    await this.until('Authorised');
  }

  async nominate() {
    const panel = { chair: assessors[0] };
    assessors.forEach((name, i) => { panel[`members.${i}`] = name; });
    reserves.forEach((name, i) => { panel[`reserves.${i}`] = name; });
    await this.act('هومن صادقی', 'appoint_panel', panel);
    await this.act('هومن صادقی', 'publish_vacancy');
    await this.act(council[0], 'nominate', { channel: 'body_member', person: 'رضا سبزواری' }, 'body_member');
    // A citizen writes a name; an officer finds the person it means.
    await this.act('غزل محمودی', 'nominate',
      { channel: 'citizen', name: 'خانم باغبان', workplace: 'سازمان فضای سبز', statement: 'پارک محله ما را زنده کرد' }, 'citizen');
    await this.act('هومن صادقی', 'match_nominee', { nominee: 'خانم باغبان', person: 'مینا باغبان' });
    await this.act('رضا سبزواری', 'consent_to_nomination');
    await this.act('مینا باغبان', 'consent_to_nomination');
  }

  async screen() {
    await this.at('2022-10-18T05:30:00.000Z');
    await this.until('Screening');
    for (const name of ['رضا سبزواری', 'مینا باغبان']) await this.act('هومن صادقی', 'admit_nominee', { nominee: name });
    await this.act('هومن صادقی', 'complete_screening');
  }

  async assess() {
    for (const name of [...assessors, ...reserves]) await this.act(name, 'declare_interest', { 'interests.*': 'none' });
    await this.until('Sealing');
    for (const name of assessors) {
      await this.sealSheet(name);
      await this.sealSheet(name);
    }
    await this.until('Moderating');
    // Some are two levels apart, so the ranking waits for the end of moderation.
    await this.at('2022-10-24T05:30:00.000Z');
    await this.act(assessors[0], 'establish_ranking');
    const { waiting } = await this.twin();
    if (waiting.some((task) => task.what.name === 'note_analysis'))
      await this.act(assessors[0], 'note_analysis', { note: 'برنده به یک ارزیاب وابسته است؛ برگه‌ها بازخوانی شد' });
  }

  // Who is meant by an alias nobody knows; levels differ so that no two are equal in all.
  async sealSheet(name) {
    const assessor = this.who(name);
    await this.hidesNames(assessor);
    const level = () => String(2 + ((this.sheets++ * 7) % 3));
    await assessor.act(this.path, 'seal_score_sheet', { alias: { index: 1 }, 'levels.*': level });
  }

  // AC6.1: names are absent from page and twin while the blind stage lasts.
  async hidesNames(assessor) {
    await assessor.go(this.path);
    const page = await assessor.page();
    if (!(await page.locator('.who form').count())) {
      await assessor.signIn();
      await assessor.go(this.path);
    }
    const cookies = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
    const twin = await (await fetch(`${this.city.url}${this.path}.json`, { headers: { cookie: cookies } })).text();
    for (const text of [await page.content(), twin])
      for (const name of ['رضا سبزواری', 'مینا باغبان', 'خانم باغبان']) assert.ok(!text.includes(name), `${assessor.name} sees ${name}`);
  }

  async shortlist() {
    for (const name of ['رضا سبزواری', 'مینا باغبان'])
      await this.act('هومن صادقی', 'send_inquiry', { inquiry: { value: 'audit' }, nominee: name, reference: `ب/${name}` });
    for (const name of ['رضا سبزواری', 'مینا باغبان'])
      await this.act('هومن صادقی', 'answer_inquiry',
        { inquiry: { value: 'audit' }, nominee: name, outcome: 'no_record', issuer: 'بازرسی شهرداری', reference: 'پاسخ' });
    await this.act(assessors[0], 'confirm_shortlist');
    await this.act('هومن صادقی', 'publish_ranking');
  }

  // A session from its call to the item: { body, number, starts, members, before, opens }.
  async hold(session) {
    const secretary = this.who('پروین آذری');
    const place = await secretary.act('/', 'call_session',
      { body: { value: session.body }, number: session.number, starts: session.starts, 'starts.time': '۰۹:۰۰', ruleset: { index: 1 } }, 'body_secretary');
    await this.act('پروین آذری', 'put_on_agenda', { session: { value: place.replace('/streams/', '') } });
    await this.at(session.before);
    for (const name of session.members)
      await secretary.act(place, 'record_attendance', { member: name, presence: 'arrived' });
    await this.at(session.opens);
    await secretary.act(place, 'open_session');
    await this.act('پروین آذری', 'open_item', { session: { value: place.replace('/streams/', '') } });
    for (const name of session.members) await this.act(name, 'declare_interest_as_member', { 'interests.*': 'none' });
    return place;
  }

  async vote(members, question) {
    await this.act('پروین آذری', 'open_ballot', question ? { question } : {});
    for (const [i, name] of members.entries()) await this.act(name, 'cast_ballot', { choice: i === 0 ? 'abstain' : 'yes' });
    await this.act('پروین آذری', 'close_ballot');
  }

  async review() {
    await this.at('2022-11-13T05:30:00.000Z');
    await this.until('AwaitingSession');
    let place = await this.hold({ body: 'body/urban_services_commission', number: '41', starts: '۱۴۰۱/۰۸/۲۵', members: commission,
      before: '2022-11-16T05:20:00.000Z', opens: '2022-11-16T05:30:05.000Z' });
    await this.vote(commission, 'shortlist');
    await this.who('پروین آذری').act(place, 'close_session');
    await this.until('AwaitingSession');
    place = await this.hold({ body: 'body/city_council', number: '95', starts: '۱۴۰۱/۰۸/۳۰', members: council,
      before: '2022-11-21T05:10:00.000Z', opens: '2022-11-21T05:30:05.000Z' });
    await this.act(council[0], 'propose_candidate', { nominee: { index: 1 } });
    await this.vote(council);
    await this.vote(council);
    await this.who('پروین آذری').act(place, 'close_session');
  }

  async decree() {
    await this.at('2022-12-07T06:30:00.000Z');
    await this.until('DecreePending');
    await this.act('کیوان راستین', 'declare_as_decider', { 'interests.*': 'none' });
    await this.act('کیوان راستین', 'select_person', { nominee: 'مینا باغبان', reason: 'خدمت به شهروندان و نظر موافق شورا' });
    await this.act('هومن صادقی', 'send_inquiry', { inquiry: { value: 'security' }, nominee: 'مینا باغبان', reference: 'ح/۵۵' });
    await this.act('هومن صادقی', 'answer_inquiry',
      { inquiry: { value: 'security' }, nominee: 'مینا باغبان', outcome: 'favourable', issuer: 'حراست شهرداری', reference: 'پاسخ ۵۵' });
    await this.act('هومن صادقی', 'draft_decree', { term_from: '۱۴۰۱/۰۹/۲۰' });
    await this.act('کیوان راستین', 'sign_decree');
    await this.act('هومن صادقی', 'register_decree', { entry: 'دفتر ۷، ردیف ۱۴۲' });
    await this.act('هومن صادقی', 'publish_decree');
    await this.until('Appointed');
  }

  async close() { await this.city.close(); }
}
