// The command line as scripts and people meet it: exit codes, messages, languages, pipes.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import {
  copyLog, environment, expectCode, folder, gozin, kProgram, kRoot, kScenarios, lines, play,
  Process, sql, url, writeStory,
} from './support.mjs';

const place = folder();
const log = join(place, 'log.db');
const story = join(kScenarios, 'karaj-1401.yaml');

before(() => play(story, log));

// One line for people, without the insides of the program.
function expectOneLine(done, words) {
  assert.equal(done.out, '');
  assert.equal(lines(done.err).length, 1, done.err);
  assert.match(done.err, /^gozin: /);
  assert.match(done.err, words);
  assert.doesNotMatch(done.err, /terminate called|what\(\)|std::|0x[0-9a-f]{4}/);
}

describe('usage (C01, C02)', () => {
  for (const args of [[], ['run'], ['--frob'], ['case', 'list', '--frob'], ['case'],
    ['--lang', 'de', 'db', 'status'], ['workflow', 'show', 'appointment', '--format', 'pdf']])
    test(`is refused with 2: gozin ${args.join(' ')}`, () => {
      const done = expectCode(2, args);
      assert.equal(done.out, '');
      assert.match(done.err, /^gozin: .*\n(Did you mean.*\n)?See `gozin --help`\.\n$/);
    });

  test('of a mistyped command is answered with the nearest name', () => {
    assert.match(expectCode(2, ['rnu', 'x.yaml']).err, /Did you mean `gozin run`\?/);
    assert.match(expectCode(2, ['workflwo', 'list']).err, /Did you mean `gozin workflow`\?/);
    assert.match(expectCode(2, ['case', 'lst']).err, /Did you mean `gozin case list`\?/);
    assert.doesNotMatch(expectCode(2, ['entirely-else']).err, /Did you mean/);
  });

  test('is explained on stdout, the same by every way to ask', () => {
    const help = expectCode(0, ['run', '--help']);
    assert.equal(help.err, '');
    for (const args of [['help', 'run'], ['run', '-h']])
      assert.equal(expectCode(0, args).out, help.out);
    assert.match(expectCode(0, ['--help']).out, /^gozin run /);
    assert.match(expectCode(0, ['--version']).out, /^gozin \d+\.\d+\.\d+\n$/);
  });
});

describe('what is not there', () => {
  const missing = join(place, 'missing');
  for (const args of [['log', 'verify'], ['db', 'status'], ['case', 'list'], ['user', 'list'],
    ['replay', 'abc'], ['log', 'checkpoint']])
    test(`is named by gozin ${args.join(' ')}, and nothing is made`, () => {
      const done = gozin([...args, '--db', url(`${missing}.db`)]);
      assert.equal(done.code, 1);
      expectOneLine(done, /missing\.db/);
      assert.ok(!readdirSync(place).some((name) => name.startsWith('missing')));
    });

  test('as a story is named, and no database is made', () => {
    const done = gozin(['run', `${missing}.yaml`, '--db', url(`${missing}.db`)]);
    assert.equal(done.code, 1);
    expectOneLine(done, /missing\.yaml.*cannot be read/);
    assert.ok(!existsSync(`${missing}.db`));
  });

  test('as a rule set, a checkpoint or a configuration is named', () => {
    expectOneLine(expectCode(3, ['rules', 'check', `${missing}.yaml`]), /missing\.yaml/);
    expectOneLine(expectCode(3, ['log', 'verify', '--checkpoint', missing, '--db', url(log)]),
      /missing/);
    expectOneLine(expectCode(1, ['config', 'check', '--config', `${missing}.yaml`]),
      /missing\.yaml/);
  });

  test('as a case or a chart is 3', () => {
    expectOneLine(expectCode(3, ['case', 'show', 'zzz', '--db', url(log)]), /stream_must_exist/);
    expectOneLine(expectCode(3, ['workflow', 'show', 'nothing']), /nothing/);
  });
});

describe('a database that is none', () => {
  const contents = { 'random bytes': randomBytes(5000), nothing: '', 'a text': 'SQLite no more\n' };
  for (const [what, bytes] of Object.entries(contents))
    test(`but ${what} is named by its file, and left as it is`, () => {
      const file = join(place, 'none.db');
      writeFileSync(file, bytes);
      for (const args of [['log', 'verify'], ['case', 'list'], ['serve']]) {
        const done = gozin([...args, '--db', url(file)]);
        assert.equal(done.code, 1, `${args} ${done.err}`);
        expectOneLine(done, /none\.db/);
      }
      // SQLite gives an empty file a head when it opens it; a store it does not become.
      if (bytes.length) assert.deepEqual(readFileSync(file), Buffer.from(bytes));
      else assert.deepEqual(sql(file, 'select name from sqlite_master'), []);
      assert.ok(!existsSync(`${file}.keys`));
    });

  test('but of another program is left alone', () => {
    const file = join(place, 'other.db');
    sql(file, 'create table cats (name text)');
    for (const args of [['run', story], ['log', 'verify'], ['db', 'init']])
      expectOneLine(expectCode(1, [...args, '--db', url(file)]), /other\.db.*not a store/);
    assert.deepEqual(sql(file, 'select name from sqlite_master'), [{ name: 'cats' }]);
  });

  test('but an address of no known kind is refused', () => {
    for (const given of ['none.db', 'foo:none.db', 'sqlite:'])
      expectOneLine(gozin(['log', 'verify', '--db', given]), /store_url|sqlite:PATH/);
  });
});

describe('a refusal', () => {
  test('is one JSON object on stderr with --json', () => {
    const done = expectCode(3, ['case', 'show', 'zzz', '--json', '--db', url(log)]);
    assert.equal(done.out, '');
    assert.deepEqual(JSON.parse(done.err), { refused: 'stream_must_exist', detail: 'zzz' });
  });

  test('of a second opening of a log is a conflict', () => {
    const done = expectCode(4, ['db', 'init', '--db', url(log)]);
    assert.match(done.err, /stream_must_be_new/);
  });

  test('of a story ends it with 1, file, line and reason, and the log stays sound', () => {
    const file = join(place, 'refused.db');
    const bad = join(place, 'bad.yaml');
    writeFileSync(bad, 'story: bad\nstarts: 1401-07-01 08:00\nsteps:\n'
      + '  - {by: operator, do: register_person, with: {name: "کیوان", kind: staff}}\n'
      + '  - {by: operator, do: register_person, with: {name: "", kind: staff}}\n');
    const done = expectCode(1, ['run', bad, '--db', url(file)]);
    assert.match(done.err, /bad\.yaml:5: register_person is refused: [a-z_]+/);
    assert.equal(lines(done.out).length, 2);
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });

  // Once it stands in event 0 nobody can sign for the log.
  for (const origin of ['two words', 'one+one', 'برج\u00a0میلاد', ''])
    test(`of a name that no key can have leaves nothing behind: "${origin}"`, () => {
      const file = join(place, 'unnamed.db');
      const named = join(place, 'unnamed.yaml');
      writeFileSync(named, `story: unnamed\norigin: "${origin}"\nstarts: 1401-07-01 08:00\nsteps: []\n`);
      for (const args of [['db', 'init', '--origin', origin], ['run', named]])
        expectOneLine(expectCode(2, [...args, '--db', url(file)]), /origin_must_be_fit_for_a_key/);
      assert.ok(!existsSync(file) && !existsSync(`${file}.keys`));
    });

  test('of a story on a live log names the rule', () => {
    const file = join(place, 'live.db');
    expectCode(0, ['db', 'init', '--db', url(file)]);
    expectOneLine(expectCode(1, ['run', story, '--db', url(file)]), /log_must_be_demonstration/);
    assert.equal(sql(file, 'select count(*) as n from event')[0].n, 1);
  });
});

describe('languages', () => {
  const persian = /[\u0600-\u06ff]/;
  const listed = (options, env) => gozin(['case', 'show', 'zzz', '--db', url(log), ...options],
    { env }).err;
  test('are chosen by --lang, else by LANG, else Persian', () => {
    assert.match(listed(['--lang', 'fa'], { LANG: 'en_US.UTF-8' }), persian);
    assert.doesNotMatch(listed(['--lang', 'en'], { LANG: 'fa_IR.UTF-8' }), persian);
    assert.doesNotMatch(listed([], { LANG: 'en_GB.UTF-8' }), persian);
    assert.match(listed([], { LANG: 'fa_IR.UTF-8' }), persian);
    assert.match(listed([], { LANG: 'C' }), persian);
    assert.match(listed([], { LANG: '' }), persian);
  });
});

describe('output (C03)', () => {
  test('into a pipe that closes early ends quietly', () => {
    const file = copyLog(log, join(place, 'piped.db'));
    const id = sql(file, 'select stream from case_list')[0].stream;
    for (const args of [`case history ${id}`, `run ${story}`]) {
      const shell = `"$0" ${args} --json --db sqlite:${file} | head -n 1`;
      const done = spawnSync('bash', ['-c', shell, kProgram],
        { encoding: 'utf8', env: environment(), cwd: kRoot });
      assert.equal(lines(done.stdout).length, 1);
      assert.equal(done.stderr, '');
      assert.doesNotThrow(() => JSON.parse(done.stdout));
    }
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });

  test('onto a full disk is no success', () => {
    const shell = '"$0" case list --db "$1" > /dev/full';
    const done = spawnSync('bash', ['-c', shell, kProgram, url(log)],
      { encoding: 'utf8', env: environment(), cwd: kRoot });
    assert.equal(done.status, 1);
    assert.match(done.stderr, /^gozin: .+\n$/);
  });

  test('is only data and errors with --quiet', () => {
    const done = play(story, join(place, 'quiet.db'), '--quiet');
    assert.equal(done.err, '');
    assert.ok(lines(done.out).length > 300);
  });
});

describe('two programs on one database', () => {
  test('both get their events in, in one order', async () => {
    const file = join(place, 'two.db');
    const registrations = writeStory(join(place, 'registrations.yaml'), 200);
    const start = () => new Process(kProgram,
      ['run', registrations, '--json', '--db', url(file)]);
    play(writeStory(join(place, 'one.yaml'), 1), file);
    const [{ before }] = sql(file, 'select count(*) as before from event');
    const [first, second] = [start(), start()];
    const codes = [await first.ended, await second.ended];
    assert.deepEqual(codes, [0, 0], first.err + second.err);
    // Who waits for the head may wait until the other is done: SQLite keeps no queue.
    const printed = lines(first.out + second.out).map((line) => JSON.parse(line))
      .map(({ seq, stream }) => ({ seq, stream }));
    assert.deepEqual(printed.sort((a, b) => a.seq - b.seq),
      sql(file, `select seq, stream from event where seq >= ${before} order by seq`));
    expectCode(0, ['log', 'verify', '--db', url(file)]);
  });
});

describe('workflow show', () => {
  const charts = lines(gozin(['workflow', 'list', '--json']).out).map((line) => JSON.parse(line));
  const show = (name, format) => expectCode(0, ['workflow', 'show', name, '--format', format]).out;
  const statesOf = (table) => lines(table).slice(3).map((line) => line.split('|')[0].trim())
    .filter((cell) => cell).map((cell) => cell.split(' ')[0]);
  const kReadXml = 'import sys, xml.dom.minidom as dom\n'
    + 'print(dom.parse(sys.stdin.buffer).documentElement.tagName)';
  const readXml = (text) => execFileSync('python3', ['-c', kReadXml],
    { input: text, encoding: 'utf8' }).trim();

  for (const { chart, states } of charts)
    test(`draws ${chart} in five forms, each with every state`, () => {
      const names = statesOf(show(chart, 'table'));
      assert.equal(new Set(names).size, states);
      const drawn = { svg: show(chart, 'svg'), scxml: show(chart, 'scxml'),
        dot: show(chart, 'dot'), mermaid: show(chart, 'mermaid') };
      assert.equal(readXml(drawn.svg), 'svg');
      assert.equal(readXml(drawn.scxml), 'scxml');
      assert.match(drawn.dot, /^digraph "?\w+"? \{[^]*\}\n$/);
      assert.equal(drawn.dot.split('{').length, drawn.dot.split('}').length);
      assert.match(drawn.mermaid, /^stateDiagram-v2\n/);
      for (const [format, text] of Object.entries(drawn))
        for (const name of names)
          assert.match(text, new RegExp(`\\b${name}\\b`), `${name} in ${format}`);
    });
});

describe('rules check', () => {
  const rules = join(kRoot, 'config/rules/karaj.yaml');
  const broken = join(place, 'broken.yaml');
  const check = (text) => {
    writeFileSync(broken, text);
    return expectCode(1, ['rules', 'check', broken]);
  };

  test('accepts the rules of the repository', () => {
    for (const name of readdirSync(join(kRoot, 'config/rules')).filter((n) => n.endsWith('.yaml')))
      expectCode(0, ['rules', 'check', join(kRoot, 'config/rules', name)]);
  });

  test('names file and line of a value that is wrong', () => {
    const text = readFileSync(rules, 'utf8');
    const line = text.slice(0, text.indexOf('secrecy: open')).split('\n').length;
    const done = check(text.replace('secrecy: open', 'secrecy: whispered'));
    assert.match(done.out, new RegExp(`^${broken}:${line}: /[^ ]+: .+\\[[a-z_]+\\]`, 'm'));
    const [found] = lines(expectCode(1, ['rules', 'check', '--json', broken]).out)
      .map((one) => JSON.parse(one));
    assert.equal(found.line, line);
    assert.equal(found.file, broken);
  });

  test('names file and line where it is no YAML', () => {
    const head = readFileSync(rules, 'utf8').split('\n').slice(0, 30).join('\n');
    const done = check(`${head}\nx: [1, 2\n`);
    assert.match(done.out + done.err, /broken\.yaml:?.* ?(line )?3[123]/);
    assert.equal(lines(done.err + done.out).length, 1, done.err + done.out);
  });
});
