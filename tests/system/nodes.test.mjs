// Several nodes on one database: each shows at once what another recorded, all act at the same
// time, and one may stop, stand still or be another version while the others go on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Balancer } from './balancer.mjs';
import { cityBeforeVote, nodeOf, Visitor } from './city.mjs';
import { expectCode, folder, gozin, randomNumbers } from './support.mjs';
import { Servers } from './servers.mjs';

const kRounds = 6;
const kStandstills = 2;
const kPatienceMs = 120_000;
const place = folder();
const servers = new Servers();

const verify = (db) => {
  const report = JSON.parse(expectCode(0, ['log', 'verify', '--json', '--db', db]).out);
  assert.deepEqual([report.damage, report.contradictions], [[], []]);
};

// What happened in the city since it was made.
function eventsOf(city, type) {
  const history = gozin(['case', 'history', city.path.split('/').at(-1), '--json', '--db', city.db]);
  assert.equal(history.code, 0, history.err);
  return history.out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
    .filter((event) => event.type === type && event.seq >= city.size);
}

async function insist(visitor, at, ...act) {
  for (const begun = Date.now();;)
    try {
      return await visitor.act(at, ...act);
    } catch (failure) {
      if (Date.now() - begun > kPatienceMs || !/: 50[03]$/.test(failure.message)) throw failure;
      await sleep(50);
    }
}

for (const kind of ['postgresql', 'mysql'])
  describe(`two nodes on ${kind}`, () => {
    let city;
    let nodes;
    let members;
    const start = (listen) => nodeOf(city, { listen });
    const act = (visitor, at, command, fields) =>
      insist(visitor, at, `${city.path}/do/${command}`, fields);
    const contact = (visitor, at, key) =>
      act(visitor, at, 'register_contact', { role: 'body_member', contact: `تماس ${key}`, key });

    before(async () => {
      city = cityBeforeVote(servers.database(kind), place);
      nodes = await Promise.all([start(), start()]);
      members = await Promise.all(city.members.map((login, i) => new Visitor().signIn(nodes[i % 2].url, login)));
    });
    after(() => Promise.all(nodes.map((node) => node.end('SIGKILL'))));

    test('know on the one who has signed in on the other, and what was done there', async () => {
      const [visitor] = members;
      const [here, there] = nodes;
      const seq = await contact(visitor, there.url, 'first');
      const page = await visitor.read(here.url, `/en${city.path}/replay?at=${seq}`);
      assert.match(page, new RegExp(`\\b${seq}\\b`));
      const back = await contact(visitor, here.url, 'second');
      assert.equal(back, seq + 1);
      await visitor.read(there.url, `/en${city.path}/replay?at=${back}`);
    });

    // Each is asked again further below; who registers a contact is shown to nobody else.
    const vote = (i) => act(members[i], nodes[i % 2].url, 'cast_ballot',
      { role: 'body_member', ballot: city.ballot, choice: i < 8 ? 'yes' : 'no', key: `vote-${i}` });

    test('show on an open page of the one what is done on the other', async (t) => {
      const [reader] = members;
      const feed = await reader.feed(nodes[0].url, city.path);
      const asked = Date.now();
      await vote(1);
      assert.match(await feed.until(/^event: changed$/m), /^id: [0-9a-f]{16}$/m);
      t.diagnostic(`heard after ${Date.now() - asked} ms`);
      // Whoever lost the connection meanwhile hears of it on coming back, on whichever node.
      await feed.end();
      const seen = feed.id();
      await vote(3);
      const back = await reader.feed(nodes[1].url, city.path, seen);
      await back.until(/^event: changed$/m);
      await back.end();
    });

    // E08
    test('tell nothing more to whoever has signed out on the other', async () => {
      const guest = await new Visitor().signIn(nodes[0].url, city.members[0]);
      const feed = await guest.feed(nodes[0].url, '/inbox');
      await fetch(new URL('/en/sign-out', nodes[1].url), {
        method: 'POST', redirect: 'manual',
        headers: { cookie: guest.cookie, origin: new URL(nodes[1].url).origin },
        body: new URLSearchParams({ csrf: guest.csrf }) });
      await contact(members[1], nodes[1].url, 'signed out');
      await feed.until(/^event: over$/m);
      await feed.end();
    });

    test('take the votes of thirteen members at once, each vote once', async () => {
      // Everybody sends twice, to the one node and to the other.
      const seqs = await Promise.all([...members.keys(), ...members.keys()].map(vote));
      assert.equal(new Set(seqs).size, members.length);
      assert.deepEqual(seqs.slice(members.length), seqs.slice(0, members.length));
      assert.equal(eventsOf(city, 'BallotCast').length, members.length);
      const answer = await members[0].act(nodes[1].url, `${city.path}/do/cast_ballot`,
        { role: 'body_member', ballot: city.ballot, choice: 'no', key: 'again' }).catch(({ message }) => message);
      assert.match(String(answer), /: 4\d\d$/);
    });

    test('go on while one of them stands still, and take it back when it wakes', async (t) => {
      const random = randomNumbers(t);
      const [frozen, other] = nodes;
      const done = [];
      for (let round = 0; round < kStandstills; ++round) {
        const before = eventsOf(city, 'ContactRegistered').length;
        const asked = members.map((member, i) => contact(member, nodes[i % 2].url, `standstill-${round}-${i}`));
        await sleep(random() * 100);
        frozen.child.kill('SIGSTOP');
        const meanwhile = await contact(members[1], other.url, `meanwhile-${round}`);
        frozen.child.kill('SIGCONT');
        done.push(meanwhile, ...await Promise.all(asked));
        assert.equal(eventsOf(city, 'ContactRegistered').length, before + members.length + 1);
      }
      assert.equal(new Set(done).size, done.length);
      verify(city.db);
    });

    test('let no time go back where their clocks differ', async () => {
      const kOffMs = 600_000;
      const behind = await nodeOf({ ...city, since: city.since - kOffMs });
      const ahead = await nodeOf({ ...city, since: city.since + kOffMs });
      try {
        for (const [i, node] of [behind, ahead, behind, nodes[0], behind].entries())
          await contact(members[i], node.url, `clock-${i}`);
      } finally {
        await Promise.all([behind.end('SIGTERM'), ahead.end('SIGTERM')]);
      }
      const times = eventsOf(city, 'ContactRegistered').map(({ recorded }) => recorded);
      assert.deepEqual(times, [...times].sort());
      assert.ok(Date.parse(times.at(-1)) - Date.parse(times[0]) >= kOffMs / 2);
      verify(city.db);
    });

    test('are restarted one after another without a request that fails', async () => {
      const hosts = nodes.map(({ url }) => new URL(url).host);
      const balancer = await new Balancer(hosts).listen();
      const before = eventsOf(city, 'ContactRegistered').length;
      const visitors = await Promise.all(city.members.slice(0, 6)
        .map((login) => new Visitor().signIn(balancer.url, login)));
      const answered = [];
      let isOver = false;
      const load = visitors.map(async (visitor, i) => {
        for (let n = 0; !isOver; ++n) {
          answered.push(await visitor.act(balancer.url, `${city.path}/do/register_contact`,
            { role: 'body_member', contact: `تماس ${n}`, key: `rolling-${i}-${n}` }));
          await visitor.read(balancer.url, `/en${city.path}`);
        }
      });
      const stopped = (async () => {
        for (let round = 0; round < kRounds; ++round) {
          const which = round % nodes.length;
          const least = answered.length + 10;
          while (answered.length < least) await sleep(10);
          assert.equal(await nodes[which].end('SIGTERM'), 0, nodes[which].err);
          nodes[which] = await start(hosts[which]);
        }
      })().finally(() => { isOver = true; });
      const ended = await Promise.allSettled([...load, stopped]);
      balancer.close();
      assert.deepEqual(balancer.failures, []);
      assert.deepEqual(ended.filter(({ reason }) => reason).map(({ reason }) => reason.message), []);
      assert.equal(new Set(answered).size, answered.length);
      assert.equal(eventsOf(city, 'ContactRegistered').length, before + answered.length);
      verify(city.db);
    });
  });
