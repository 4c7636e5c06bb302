// Every threat of the catalogue has a row in the README: with tests that name it, or with the reason
// why no software could hold it off.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';

const kRoot = resolve(import.meta.dirname, '../..');
const kThreats = 30;

const rows = new Map(readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').split('\n')
  .map((line) => /^\| (T\d+) \|[^|]+\|([^|]*)\|([^|]*)\|$/.exec(line))
  .filter(Boolean)
  .map(([, id, files, beyond]) => [id, { files: files.match(/`[^`]+`/g) ?? [], beyond }]));

describe('the list of threats', () => {
  for (let number = 1; number <= kThreats; number += 1)
    test(`has T${number} and the tests that name it`, () => {
      const row = rows.get(`T${number}`);
      assert.ok(row, 'no row');
      assert.ok(row.files.length > 0 || row.beyond.trim() !== '', 'neither test nor reason');
      for (const file of row.files) {
        const text = readFileSync(join(kRoot, 'tests', file.slice(1, -1)), 'utf8');
        assert.match(text, new RegExp(`\\bT${number}\\b`), `${file} does not name T${number}`);
      }
    });
});
