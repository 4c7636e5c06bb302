// Servers of databases for a file of tests, as the C++ tests have them, and databases on them.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { folder, kRoot } from './support.mjs';

const kScript = join(kRoot, 'tests/support/database_servers');

export class Servers {
  constructor() {
    // Hooks run in this order: the servers are stopped by what the folder says, then it goes.
    let place;
    after(() => { execFileSync(kScript, ['stop', place]); });
    place = folder();
    before(() => {
      execFileSync(kScript, ['start', place], { stdio: ['ignore', 'ignore', 'inherit'] });
      this.postgresql = readFileSync(join(place, 'postgresql'), 'utf8').trim();
      this.mysql = readFileSync(join(place, 'mysql'), 'utf8').trim();
    });
  }

  // The address of an empty database of its own.
  database(kind) {
    const name = `city_${randomBytes(6).toString('hex')}`;
    if (kind === 'postgresql') {
      this.psql('postgres', `create database ${name}`);
      return `postgresql://postgres@/${name}?host=${this.postgresql}`;
    }
    execFileSync('mariadb', ['--no-defaults', `--socket=${this.mysql}`, '--user=root',
      '--execute', `create database ${name}`]);
    return `mysql://root@/${name}?socket=${this.mysql}`;
  }

  // What a statement gives, as text.
  value(kind, address, statement) {
    const name = nameIn(address);
    if (kind === 'postgresql') return this.psql(name, statement);
    return execFileSync('mariadb', ['--no-defaults', `--socket=${this.mysql}`, '--user=root', '--skip-column-names',
      '--batch', '--database', name, '--execute', statement], { encoding: 'utf8' }).trim();
  }

  psql(name, statement) {
    return execFileSync('psql', ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align',
      '--host', this.postgresql, '--username', 'postgres', '--dbname', name,
      '--command', statement], { encoding: 'utf8' }).trim();
  }
}

export const nameIn = (address) => /@\/(\w+)/.exec(address)[1];
