// The commands of the README at the top, run one after the other as they stand there, must print
// what it shows. Where `…` stands, lines are left out; ids and roots are of each run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, test } from 'node:test';
import { environment, folder, kProgram, kRoot } from './support.mjs';

// [{ command, shown }] of the indented blocks in which a line begins with a prompt.
function commandsOf(text) {
  const found = [];
  for (const line of text.split('\n').filter((one) => one.startsWith('    '))) {
    if (line.startsWith('    $ ')) found.push({ command: line.slice(6), shown: [] });
    else found.at(-1)?.shown.push(line.slice(4));
  }
  return found.map(({ command, shown }) => ({
    command: command.replace(/\s+#.*$/, ''), shown }));
}

// What two runs have in common of a line: spaces are there to be read.
const likeAny = (line) => line.replace(/case\/[0-9a-z]{26}/g, 'case/').replace(/^Root: .*$/, 'Root:')
  .replace(/\s+/g, ' ').trim();

function expectShown(shown, out, command) {
  const printed = out.split('\n').map(likeAny);
  const left = (line) => line.trim() === '…';
  let from = 0;
  for (const line of shown.filter((one) => !left(one))) {
    const at = printed.indexOf(likeAny(line), from);
    assert.ok(at >= 0 && (at === from || shown.some(left)),
      `$ ${command}\nThe README shows: ${line}\nIt prints:\n${out.slice(-4000)}`);
    from = at + 1;
  }
}

describe('the README', () => {
  const place = folder();
  const commands = commandsOf(readFileSync(join(kRoot, 'README.md'), 'utf8'));
  let id;

  before(() => {
    for (const [name, to] of [['config', join(kRoot, 'config')], ['gozin', kProgram],
      ['gozin-verify', join(dirname(kProgram), 'gozin-verify')]])
      symlinkSync(to, join(place, name));
  });

  test('shows what its commands print', () => {
    for (const { command, shown } of commands.filter((one) => !/ serve /.test(one.command))) {
      const typed = command.replaceAll('n9bz82', id ?? 'n9bz82');
      const done = spawnSync('bash', ['-c', typed], {
        cwd: place, encoding: 'utf8', timeout: 180_000, maxBuffer: 1 << 26,
        env: environment({ PATH: `${place}:${process.env.PATH}` }) });
      assert.equal(done.status, 0, `$ ${typed}\n${done.stdout.slice(-2000)}${done.stderr}`);
      expectShown(shown, done.stdout, typed);
      id ??= done.stdout.match(/case\/([0-9a-z]{6})/)?.[1];
    }
    assert.ok(commands.length >= 10, `only ${commands.length} commands`);
  });

  test('names folders and files that are there', () => {
    const text = readFileSync(join(kRoot, 'README.md'), 'utf8');
    const named = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)|src="([^"]+)"/g)]
      .map(([, link, picture]) => link ?? picture);
    assert.ok(named.length > 5);
    for (const one of named) assert.ok(existsSync(join(kRoot, one)), one);
  });
});
