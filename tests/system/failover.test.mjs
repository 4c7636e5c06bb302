// A PostgreSQL server and its standby: the one is killed under load, the other promoted, and what
// was acknowledged is there.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cityBeforeVote, nodeOf, Visitor } from './city.mjs';
import { PostgresqlPair } from './postgresql_pair.mjs';
import { expectCode, folder, kProgram, lines, Process, wholeLines, writeStory } from './support.mjs';

const kDatabase = 'city';
const kPlayers = 3;
const kComeAgain = 4;
const kBallotsBefore = 4;
const kPatienceMs = 60_000;

const place = folder();
const pair = new PostgresqlPair();
let city;
let node;

before(() => {
  pair.start();
  city = cityBeforeVote(pair.database(kDatabase), place);
});
after(async () => {
  await node?.end('SIGKILL');
  pair.stop();
});

const recorded = () => JSON.parse(pair.psql(pair.standby, kDatabase,
  `select coalesce(json_agg(json_build_object('seq', seq, 'stream', stream, 'rev', rev, 'type', type)
   order by seq), '[]') from event`));

// A program that records one thing after another, and starts anew when it is told to come again.
class Player {
  #runs = [];
  #isOver = false;

  constructor(story) {
    this.told = 0;
    this.over = this.#play(story);
  }

  async #play(story) {
    while (!this.#isOver) {
      const run = new Process('stdbuf', ['-oL', kProgram, 'run', story, '--json', '--db', city.db]);
      this.#runs.push(run);
      const code = await run.ended;
      if (this.#isOver) return;
      assert.equal(code, kComeAgain, run.err);
      ++this.told;
    }
  }

  printed() {
    return this.#runs.flatMap(({ out }) => wholeLines(out).map((line) => JSON.parse(line)));
  }

  async stop() {
    this.#isOver = true;
    await this.#runs.at(-1).end('SIGKILL');
    await this.over;
  }
}

// Whoever is told that it failed sends the same once more, and finds it done or has it done.
async function insist(visitor, ...act) {
  for (const begun = Date.now();;)
    try {
      return await visitor.act(node.url, ...act);
    } catch (failure) {
      if (Date.now() - begun > kPatienceMs || !/: 50[03]$|fetch failed/.test(failure.message)) throw failure;
      await sleep(50);
    }
}

describe('a primary that is killed, with a standby that is promoted', () => {
  test('is one that acknowledges only what the standby has applied', () => {
    const [standby] = pair.psql(pair.primary, 'postgres',
      'select sync_state from pg_stat_replication').split('\n');
    assert.equal(standby, 'sync');
  });

  test('loses nothing that was acknowledged, does nothing twice, and the nodes go on', async (t) => {
    node = await nodeOf(city);
    const members = await Promise.all(city.members.map((login) => new Visitor().signIn(node.url, login)));
    const story = writeStory(join(place, 'long.yaml'), 4_000);
    const players = Array.from({ length: kPlayers }, () => new Player(story));
    const printed = () => players.flatMap((player) => player.printed());
    const vote = (member, i) => insist(member, `${city.path}/do/cast_ballot`,
      { role: 'body_member', ballot: city.ballot, choice: i % 2 === 0 ? 'yes' : 'no', key: `vote-${i}` });
    const early = await Promise.all(members.slice(0, kBallotsBefore).map(vote));
    while (printed().length < 300) await sleep(50);

    pair.killPrimary();
    const atTheKill = printed().length;
    const late = members.slice(kBallotsBefore).map((member, i) => vote(member, kBallotsBefore + i));
    pair.promote();
    const votes = [...early, ...await Promise.all(late)];
    while (printed().length < atTheKill + 300) await sleep(50);
    await Promise.all(players.map((player) => player.stop()));
    t.diagnostic(`acknowledged: ${atTheKill} at the kill, ${printed().length} in all; `
      + `stories told it was not done: ${players.map(({ told }) => told)}`);

    const log = recorded();
    assert.deepEqual(log.map(({ seq }) => seq), log.map((_, i) => i));
    for (const { seq, stream, rev, type } of printed())
      assert.deepEqual(log[seq], { seq, stream, rev, type });
    assert.equal(new Set(printed().map(({ seq }) => seq)).size, printed().length);
    assert.equal(new Set(votes).size, city.members.length);
    for (const seq of votes) assert.equal(log[seq].type, 'BallotCast');
    assert.equal(log.filter(({ type, seq }) => type === 'BallotCast' && seq >= city.size).length,
      city.members.length);
  });

  test('is followed by a log that verifies, and by nodes that start and stop as ever', async () => {
    assert.equal(await node.end('SIGTERM'), 0, node.err);
    node = undefined;
    const report = JSON.parse(expectCode(0, ['log', 'verify', '--json', '--db', city.db]).out);
    assert.deepEqual([report.damage, report.contradictions], [[], []]);
    const again = await nodeOf(city);
    assert.equal((await fetch(again.url)).status, 200);
    assert.equal(await again.end('SIGTERM'), 0);
    assert.equal(lines(again.out).length, 1);
  });
});
