// How a city begins: lists of staff, posts, budget lines and holders that it brings in, and a case that
// was run on paper.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { expectCode, folder, kScenarios, lines, play, sql, url } from './support.mjs';

const place = folder();
const log = join(place, 'city.db');
const db = ['--db', url(log)];
expectCode(0, ['db', 'init', '--purpose', 'live', '--origin', 'gozin.import.example', ...db]);

const list = (name, rows) => {
  const file = join(place, name);
  writeFileSync(file, `${rows.join('\n')}\n`);
  return file;
};
const by = (user) => ({ env: { USER: user } });
const imported = (code, args, options) => {
  const done = expectCode(code, ['import', ...args, '--lang', 'en', ...db], options);
  return { ...done, faults: () => lines(done.out).map((line) => JSON.parse(line)) };
};
const head = () => sql(log, 'select count(*) as n from event')[0].n;
const types = (from) =>
  sql(log, `select type from event where seq >= ${from} order by seq`).map(({ type }) => type);

// National ids of nobody: nine digits and the one that checks them.
export function nationalId(number) {
  const digits = String(number).padStart(9, '0');
  const sum = [...digits].reduce((all, digit, i) => all + Number(digit) * (10 - i), 0) % 11;
  return digits + (sum < 2 ? sum : 11 - sum);
}
const [arash, bahar] = [nationalId(100000001), nationalId(100000002)];

describe('import staff', () => {
  const header = 'national_id,name,unit,degree,service_years,certificates,final_conviction';
  const good = list('staff.csv', [header,
    `${arash},Arash Kaviani,parks,bachelor,12,managerial_competence|safety,no`,
    `${bahar},"Bahar, of the roads",roads,کارشناسی ارشد,۸,,خیر`]);

  test('names every faulty line, its column and the rule, and records nothing', () => {
    const before = head();
    const bad = list('bad.csv', [header,
      `${arash},Arash,parks,bachelor,12,,no`,
      '1234567890,Nobody,parks,bachelor,12,,no',
      `${bahar},,Roads And More,learned,twelve,Not A Code,perhaps`,
      `${arash},Arash again,parks,bachelor,12,,no`,
      `${nationalId(3)},Too,few`,
      `${nationalId(12345678)},Dorsa,parks,bachelor,12,,no`,
      `${Number(nationalId(12345678))},Dorsa without her zeros,parks,bachelor,12,,no`]);
    const done = imported(1, ['staff', bad, '--json']);
    assert.deepEqual(done.faults().map(({ line, column, rule }) => [line, column, rule]), [
      [3, 'national_id', 'national_id_must_be_valid'],
      [4, 'name', 'field_must_be_given'],
      [5, 'national_id', 'row_must_stand_once'],
      [6, '', 'row_must_have_all_columns'], [8, 'national_id', 'row_must_stand_once']]);

    const cells = list('cells.csv', [header,
      `${bahar},Bahar,roads,learned,twelve,Not A Code,perhaps`,
      `${arash},Arash,Roads And More,,,,`]);
    const told = imported(1, ['staff', cells]);
    assert.match(told.err, /cells\.csv:2: Degree: One of these is expected: none, diploma/);
    assert.match(told.err, /cells\.csv:2: Years of service: A whole number of 0 or more is expected/);
    assert.match(told.err, /cells\.csv:2: Certificates: A code of small Latin letters/);
    assert.match(told.err, /cells\.csv:2: Final conviction: “yes” or “no” is expected/);
    assert.match(told.err, /cells\.csv:3: Unit: .*\[field_must_have_its_type\]/);
    assert.match(told.err, /5 faults were found/);
    assert.equal(head(), before);
  });

  test('refuses columns that it does not know or that are missing', () => {
    const done = imported(1, ['staff', list('columns.csv', ['name,shoe size', 'Arash,42']), '--json']);
    assert.deepEqual(done.faults().map(({ line, column, rule }) => [line, column, rule]), [
      [1, 'shoe size', 'column_must_be_known'], [1, 'national_id', 'column_must_be_there']]);
    assert.match(expectCode(1, ['import', 'staff', list('empty.csv', ['']), ...db]).err,
      /empty\.csv: line 1: there is no header/);
    expectCode(3, ['import', 'staff', join(place, 'nowhere.csv'), ...db]);
  });

  test('says with --dry-run what would be recorded, and records nothing', () => {
    const before = head();
    const done = imported(0, ['staff', good, '--dry-run', '--json']);
    assert.deepEqual(done.faults(), [{ recorded: 0, same: 0, to_record: 2 }]);
    assert.equal(head(), before);
  });

  test('records who is new, and a second time nothing', () => {
    const before = head();
    assert.deepEqual(imported(0, ['staff', good, '--json']).faults(),
      [{ recorded: 2, same: 0, to_record: 2 }]);
    assert.deepEqual(types(before), ['PersonRegistered', 'PersonRegistered']);
    assert.deepEqual(imported(0, ['staff', good, '--json']).faults(),
      [{ recorded: 0, same: 2, to_record: 0 }]);
    assert.equal(head(), before + 2);
  });

  test('takes the columns under their Persian names, and records what has changed', () => {
    const before = head();
    const changed = list('changed.csv', ['\uFEFFنام و نام خانوادگی;کد ملی;واحد;سال‌های خدمت',
      `Arash Kaviani;${arash};green;12`, `"Bahar, of the roads";${bahar};roads;9`]);
    assert.deepEqual(imported(0, ['staff', changed, '--json']).faults(),
      [{ recorded: 2, same: 0, to_record: 2 }]);
    assert.deepEqual(types(before), ['PersonMoved', 'PersonDescribed']);
    // The columns that the list does not have stay as they were.
    const again = list('again.csv', [header,
      `${bahar},"Bahar, of the roads",roads,master,9,,no`]);
    assert.deepEqual(imported(0, ['staff', again, '--json']).faults(),
      [{ recorded: 0, same: 1, to_record: 0 }]);
  });

  test('takes thousands of people in batches, and once', () => {
    const before = head();
    const many = list('many.csv', [header, ...Array.from({ length: 3000 }, (_, i) =>
      `${nationalId(200000000 + i)},Person ${i},unit-${i % 40},bachelor,${i % 30},,no`)]);
    assert.deepEqual(imported(0, ['staff', many, '--json']).faults(),
      [{ recorded: 3000, same: 0, to_record: 3000 }]);
    assert.equal(head(), before + 3000);
    assert.deepEqual(imported(0, ['staff', many, '--json']).faults(),
      [{ recorded: 0, same: 3000, to_record: 0 }]);
  });

  test('leaves it to people where a national id has another name', () => {
    const other = list('other.csv', ['national_id,name', `${arash},Somebody Else`]);
    assert.deepEqual(imported(1, ['staff', other, '--json']).faults().map(({ rule }) => rule),
      ['name_must_be_that_of_the_register']);
  });
});

describe('import posts and budget', () => {
  const posts = list('posts.csv', ['code,title,post_class,unit,grade',
    'parks-head,Head of parks,unit_head,parks,9', 'roads-head,Head of roads,unit_head,roads,10']);

  test('records what is new once, and changes a post only for a reason', () => {
    const before = head();
    imported(0, ['posts', posts]);
    imported(0, ['posts', posts]);
    assert.deepEqual(types(before), ['PostRegistered', 'PostRegistered']);

    const other = list('posts2.csv', ['code,title,post_class,unit,grade',
      'parks-head,Head of green spaces,unit_head,parks,9', 'fire-chief,Fire chief,unit_head,fire,x']);
    assert.deepEqual(imported(1, ['posts', other, '--json']).faults()
      .map(({ line, column, rule, detail }) => [line, column, rule, detail]), [
      [2, 'title', 'change_must_have_a_reason', 'Head of parks'],
      [3, 'grade', 'whole_number_is_expected', '']]);
    const sound = list('posts3.csv', ['code,title,post_class,unit,grade',
      'parks-head,Head of green spaces,unit_head,parks,9']);
    imported(0, ['posts', sound, '--reason', 'the unit was renamed']);
    assert.deepEqual(types(before + 2), ['PostChanged']);
  });

  test('reads codes in any digits, whatever marks a spreadsheet leaves', () => {
    const before = head();
    const written = list('posts4.csv', ['code;title;post_class;unit;grade',
      'stall-۱۲;غرفه ۱۲;unit_head;parks;۹', '\u200Estall-13\u00A0;غرفه ۱۳;unit_head;parks;۱۰\r']);
    imported(0, ['posts', written]);
    imported(0, ['posts', written]);
    assert.deepEqual(types(before), ['PostRegistered', 'PostRegistered']);
    assert.deepEqual(sql(log, "select code, title, grade from post_list where code like 'stall%'"), [
      { code: 'stall-12', title: 'غرفه ۱۲', grade: 9 },
      { code: 'stall-13', title: 'غرفه ۱۳', grade: 10 }]);
  });

  test('records lines of the budget, with amounts as people write them', () => {
    const before = head();
    const budget = list('budget.csv', ['code,title,amount', 'salaries,Salaries,"9,000,000,000"']);
    imported(0, ['budget', budget]);
    imported(0, ['budget', budget]);
    assert.deepEqual(types(before), ['BudgetLineOpened']);
    assert.deepEqual(sql(log, "select amount from budget_list where code = 'salaries'"),
      [{ amount: 9000000000 }]);
    const more = list('budget2.csv', ['code,title,amount', 'salaries,Salaries,9500000000']);
    imported(1, ['budget', more]);
    imported(0, ['budget', more, '--reason', 'amended budget']);
    assert.deepEqual(types(before + 1), ['BudgetLineChanged']);
  });
});

describe('import go-live', () => {
  test('sets the day of each class once, and moves it while it lies ahead', () => {
    const before = head();
    const days = list('days.csv', ['post_class,from', 'director,1500/01/01', 'unit_head,2099-01-01']);
    imported(0, ['go-live', days]);
    imported(0, ['go-live', days]);
    imported(0, ['go-live', list('later.csv', ['post_class,from', 'director,1501/01/01'])]);
    assert.deepEqual(types(before), Array(3).fill('GoLiveSet'));
    const late = list('late.csv', ['post_class,from', 'director,1400/01/01', 'curator,1501/01/01']);
    const stopped = imported(4, ['go-live', late, '--json']);
    assert.deepEqual(stopped.faults().map(({ line, rule }) => [line, rule]),
      [[2, 'go_live_must_not_lie_behind']]);
    assert.match(stopped.err, /One line was refused; 1 acts were recorded/);
    assert.deepEqual(types(before + 3), ['GoLiveSet']);
  });
});

describe('import holders', () => {
  const source = ['--source', 'book of decrees 4'];
  const holders = list('holders.csv', ['post,national_id,acting,from,until,reference',
    `parks-head,${arash},,1403/02/01,,1403/17`,
    `roads-head,${bahar},yes,2026-10-01,2099-01-01,1405/90`]);

  test('names posts and people that the register does not have', () => {
    const bad = list('holders2.csv', ['post,national_id,from,reference',
      `sea-head,${arash},1403/02/01,1`, `parks-head,${nationalId(77)},1403/02/01,1`,
      `roads-head,${bahar},1403/13/01,1`]);
    assert.deepEqual(imported(1, ['holders', bad, ...source, '--json']).faults()
      .map(({ line, column, rule }) => [line, column, rule]), [
      [2, 'post', 'post_must_be_registered'], [3, 'national_id', 'holder_must_be_registered'],
      [4, 'from', 'date_is_expected']]);
  });

  test('is done by two people, each with the list', () => {
    const before = head();
    imported(0, ['holders', holders, ...source], by('reza'));
    imported(0, ['holders', holders, ...source], by('reza'));
    assert.deepEqual(types(before), ['HolderProposed', 'HolderProposed']);

    const alone = imported(4, ['holders', holders, ...source, '--confirm', '--json'], by('reza'));
    assert.deepEqual(alone.faults().map(({ rule }) => rule),
      Array(2).fill('opening_must_be_confirmed_by_another_person'));
    const other = imported(1, ['holders', holders, '--source', 'book 5', '--confirm', '--json'],
      by('mina'));
    assert.deepEqual(other.faults().map(({ rule }) => rule),
      Array(2).fill('proposal_must_be_what_the_list_says'));
    assert.deepEqual(types(before + 2), []);

    imported(0, ['holders', holders, ...source, '--confirm'], by('mina'));
    assert.deepEqual(types(before + 2),
      ['HolderRecorded', 'PostTaken', 'ActingHeadRecorded', 'PostTaken']);
    assert.deepEqual(sql(log, `select code, state, held_until from post_list
      where code like '%-head' order by code`), [
      { code: 'parks-head', state: 'Occupied', held_until: null },
      { code: 'roads-head', state: 'ActingHeld', held_until: '2099-01-01' }]);
    assert.deepEqual(imported(0, ['holders', holders, ...source, '--confirm', '--json'], by('mina'))
      .faults(), [{ recorded: 0, same: 2, to_record: 0 }]);
  });

  test('leaves a log behind that verifies', () => {
    expectCode(0, ['log', 'verify', ...db]);
  });
});

describe('a city that begins', () => {
  const begun = join(place, 'opening.db');
  const of = ['--db', url(begun), '--lang', 'en'];
  play(join(kScenarios, 'opening.yaml'), begun);
  const [{ stream }] = sql(begun, 'select stream from case_list');

  test('marks the case from paper in the list, on its page and in the dossier', () => {
    const mark = /taken over from paper: run there until the call was published/;
    assert.match(expectCode(0, ['case', 'list', ...of]).out, mark);
    assert.match(expectCode(0, ['case', 'show', stream, ...of]).out, mark);
    const [item] = JSON.parse(expectCode(0, ['case', 'list', '--json', ...of]).out).items;
    assert.equal(item.paper, 'called');

    const file = join(place, 'dossier.json');
    expectCode(0, ['case', 'dossier', stream, '-o', file, ...of]);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /"paper":\{/);
    assert.match(text, /"establishment":"الف\/۱۲"/);
    const page = join(place, 'dossier.html');
    expectCode(0, ['case', 'dossier', stream, '-o', page, ...of]);
    assert.match(readFileSync(page, 'utf8'), /It was run on paper until the call was published/);
  });

  test('holds to the window that was open on paper', () => {
    const file = join(place, 'dossier.json');
    expectCode(0, ['case', 'dossier', stream, '-o', file, ...of]);
    const [published] = sql(begun, "select body from event where type = 'VacancyPublished'");
    assert.equal(JSON.parse(published.body).data.called, '2024-09-22');
  });

  test('has an acting head to the last day and a holder for each post', () => {
    assert.deepEqual(sql(begun, 'select code, state, held_until from post_list order by code'), [
      { code: 'archive_head', state: 'ActingHeld', held_until: '2024-11-20' },
      { code: 'library_director', state: 'Claimed', held_until: null },
      { code: 'museum_director', state: 'Occupied', held_until: null }]);
  });

  test('replays and verifies', () => {
    assert.match(expectCode(0, ['replay', stream, ...of]).out, /Replay and live state agree/);
    expectCode(0, ['log', 'verify', ...of]);
  });
});
