// A PostgreSQL server and its standby, which has applied every commit before it is acknowledged.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kRoot = process.getuid() === 0;

// The newest that Debian's packages installed, else the ones on the PATH.
function programs() {
  const place = '/usr/lib/postgresql';
  let versions = [];
  try {
    versions = readdirSync(place).map(Number).filter(Number.isInteger).sort((a, b) => a - b);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return versions.length > 0 ? join(place, String(versions.at(-1)), 'bin') : '';
}

const kPrograms = programs();
const idOf = (kind) => Number(execFileSync('id', [`-${kind}`, 'postgres'], { encoding: 'utf8' }));

// A server refuses to be root.
function run(program, ...args) {
  const command = [join(kPrograms, program), ...args];
  const [first, ...rest] = kRoot
    ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--', ...command] : command;
  return execFileSync(first, rest, { encoding: 'utf8', cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
}

export class PostgresqlPair {
  constructor() {
    this.place = mkdtempSync(join(tmpdir(), 'gozin-pair-'));
    chmodSync(this.place, 0o755);
    this.primary = this.#folder('primary');
    this.standby = this.#folder('standby');
  }

  // Each server has a folder for its socket, and its data in there.
  #folder(name) {
    const made = join(this.place, name);
    mkdirSync(made);
    if (kRoot) chownSync(made, idOf('u'), idOf('g'));
    return made;
  }

  #start(folder, ...settings) {
    const options = ['listen_addresses=', 'fsync=off', ...settings].flatMap((one) => ['-c', `'${one}'`]);
    run('pg_ctl', 'start', '--pgdata', join(folder, 'data'), '--wait', '--silent',
      '--log', join(folder, 'log'), '--options', `-k ${folder} ${options.join(' ')}`);
  }

  start() {
    run('initdb', '--pgdata', join(this.primary, 'data'), '--username', 'postgres', '--auth', 'trust',
      '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync');
    this.#start(this.primary);
    run('pg_basebackup', '--pgdata', join(this.standby, 'data'), '--host', this.primary,
      '--username', 'postgres', '--write-recovery-conf', '--no-sync', '--checkpoint=fast');
    this.#start(this.standby);
    run('pg_ctl', 'stop', '--pgdata', join(this.primary, 'data'), '--mode', 'fast', '--wait', '--silent');
    this.#start(this.primary, 'synchronous_standby_names=*', 'synchronous_commit=remote_apply');
  }

  // The name of an empty database of its own: whichever server of the two may be written to.
  database(name) {
    this.psql(this.primary, 'postgres', `create database ${name}`);
    return `postgresql://postgres@/${name}?host=${this.primary},${this.standby}&target_session_attrs=read-write`;
  }

  psql(folder, name, statement) {
    return execFileSync('psql', ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--host', folder,
      '--username', 'postgres', '--dbname', name, '--command', statement], { encoding: 'utf8' }).trim();
  }

  // The primary and everything that works for it, at one blow.
  killPrimary() {
    const [server] = readFileSync(join(this.primary, 'data/postmaster.pid'), 'utf8').split('\n');
    const all = execFileSync('ps', ['-o', 'pid=', '--ppid', server], { encoding: 'utf8' });
    process.kill(Number(server), 'SIGSTOP');
    for (const pid of all.split('\n').filter((one) => one.trim() !== '').map(Number))
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    process.kill(Number(server), 'SIGKILL');
  }

  promote() {
    run('pg_ctl', 'promote', '--pgdata', join(this.standby, 'data'), '--wait', '--silent');
  }

  stop() {
    for (const folder of [this.primary, this.standby])
      try {
        run('pg_ctl', 'stop', '--pgdata', join(folder, 'data'), '--mode', 'immediate', '--wait', '--silent');
      } catch (error) {
        // One that was killed, or never started, is not there to be stopped.
        if (error.status !== 1) throw error;
      }
    rmSync(this.place, { recursive: true, force: true });
  }
}
