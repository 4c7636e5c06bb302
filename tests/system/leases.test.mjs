// What one node at a time does for all: who does it, and what becomes of a node that stood still
// while another one took it over.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cityBeforeVote, nodeOf, Visitor } from './city.mjs';
import { Line } from './line.mjs';
import { Servers } from './servers.mjs';
import { expectCode, folder } from './support.mjs';

const kWorks = ['access-journal', 'timers', 'witnesses'];
// The holder is silent for eight seconds, or the database cuts it off after thirty.
const kPatienceMs = 90_000;
const place = folder();
const servers = new Servers();

async function until(holds) {
  for (const begun = Date.now(); !(await holds()); await sleep(100))
    assert.ok(Date.now() - begun < kPatienceMs, `it does not come to pass: ${holds}`);
}

for (const kind of ['postgresql', 'mysql'])
  describe(`leases of nodes on ${kind}`, () => {
    let city;
    const running = new Set();
    const value = (statement) => servers.value(kind, city.db, statement);
    const leases = () => kWorks.map((work) => {
      const words = value(`select concat(holder, ' ', fence, ' ', beat) from lease where work = '${work}'`).split(' ');
      return { node: words[0], holder: words.slice(0, -2).join(' '), fence: Number(words.at(-2)), beat: Number(words.at(-1)) };
    });
    const areHeldBy = (name) => leases().every(({ node }) => node === name);
    const sealed = () => Number(value("select count(*) from event where type = 'AccessJournalSealed'"));
    const entries = () => Number(value('select count(*) from access_journal'));

    async function start(name, of = city) {
      const node = await nodeOf(of, { env: { GOZIN_NODE: name } });
      running.add(node);
      return node;
    }
    async function stop(node, signal = 'SIGTERM') {
      running.delete(node);
      return node.end(signal);
    }

    before(() => { city = cityBeforeVote(servers.database(kind), place); });
    after(async () => {
      for (const node of running) {
        node.child.kill('SIGCONT');
        await node.end('SIGKILL');
      }
    });

    test('are taken by the first, kept by it, and handed over when it ends', async () => {
      const first = await start('first');
      const second = await start('second');
      await until(() => areHeldBy('first'));
      const [{ fence, beat }] = leases();
      await until(() => leases()[0].beat > beat + 1);
      assert.ok(areHeldBy('first'));
      assert.equal(leases()[0].fence, fence);
      assert.equal(await stop(first), 0, first.err);
      assert.ok(leases().every(({ node }) => node !== 'first'), 'it hands back what it holds when it ends');
      const begun = Date.now();
      await until(() => areHeldBy('second'));
      assert.ok(Date.now() - begun < 8_000, 'nobody waits for what was handed back');
      assert.ok(leases()[0].fence > fence);
      assert.equal(await stop(second), 0, second.err);
    });

    test('show how far the scrubber of each node is', async () => {
      const nodes = [await start('first'), await start('second')];
      const scrubbers = () => JSON.parse(expectCode(0, ['log', 'status', '--json', '--db', city.db]).out).scrub;
      await until(() => scrubbers().filter(({ rounds }) => rounds > 0).length === 2);
      assert.deepEqual(scrubbers().map(({ node }) => node), ['first', 'second']);
      for (const node of nodes) assert.equal(await stop(node), 0, node.err);
    });

    test('seal the access journal by their holder alone, also when the other node ends', async () => {
      const first = await start('first');
      await until(() => areHeldBy('first'));
      const second = await start('second');
      const before = [sealed(), entries()];
      const visitor = await new Visitor().signIn(second.url, city.members[0]);
      await visitor.read(second.url, `/en${city.path}`);
      assert.ok(entries() > before[1]);
      assert.equal(await stop(second), 0, second.err);
      assert.equal(sealed(), before[0]);
      assert.equal(await stop(first), 0, first.err);
      assert.equal(sealed(), before[0] + 1);
      expectCode(0, ['log', 'verify', '--db', city.db]);
    });

    test('are lost by a node that stood still, and what it still writes is refused', async () => {
      const end = kind === 'postgresql' ? join(servers.postgresql, '.s.PGSQL.5432') : servers.mysql;
      const own = join(place, `${kind}-line`);
      if (kind === 'postgresql') mkdirSync(own);
      const line = await new Line(end, kind === 'postgresql' ? join(own, '.s.PGSQL.5432') : own).listen();
      const over = city.db.replace(/(host|socket)=.*/, `$1=${own}`);
      try {
        const frozen = await start('frozen', { ...city, db: over });
        await until(() => areHeldBy('frozen'));
        const [{ holder, fence }] = leases();
        const other = await start('other');
        await line.commitAfter(holder);
        frozen.child.kill('SIGSTOP');
        // It holds the head of the log until the database cuts it off.
        await until(() => areHeldBy('other'));
        const [taken] = leases();
        assert.ok(taken.fence > fence);
        line.release();
        frozen.child.kill('SIGCONT');
        await until(() => /another node does this by now|others were first/.test(frozen.err));
        await until(() => leases()[0].beat > taken.beat + 1);
        assert.ok(areHeldBy('other'));
        assert.equal(leases()[0].fence, taken.fence);
        // It goes on serving, and takes over in its turn.
        const visitor = await new Visitor().signIn(frozen.url, city.members[1]);
        await visitor.read(frozen.url, `/en${city.path}`);
        assert.equal(await stop(other), 0, other.err);
        await until(() => areHeldBy('frozen'));
        assert.equal(await stop(frozen), 0, frozen.err);
        const report = JSON.parse(expectCode(0, ['log', 'verify', '--json', '--db', city.db]).out);
        assert.deepEqual([report.damage, report.contradictions], [[], []]);
      } finally {
        line.close();
      }
    });

    test('let each timer be acted on once, whoever holds them', async () => {
      const due = () => Number(value('select count(*) from timer'));
      const kLater = 90 * 24 * 3_600_000;
      assert.ok(due() > 0, 'the story leaves no timer');
      const later = { ...city, since: city.since + kLater };
      const nodes = [await start('first', later), await start('second', later)];
      // What the clock did: of these timers each leads to one event.
      const acted = () => value(`select regexp_substr(body, '"cause":"timer/[^"]*"') from event
        where seq >= ${city.size} and body like '%"cause":"timer/%' order by seq`)
        .split('\n').filter((one) => one !== '');
      await until(() => acted().length > 0);
      assert.equal(await stop(nodes[0], 'SIGKILL'), 'SIGKILL');
      await until(() => areHeldBy('second'));
      await sleep(2_000);
      assert.equal(await stop(nodes[1]), 0, nodes[1].err);
      const causes = acted();
      assert.equal(new Set(causes).size, causes.length, causes.join('\n'));
      expectCode(0, ['log', 'verify', '--db', city.db]);
    });
  });
