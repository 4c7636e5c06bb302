// Two versions of the program on one database: a deployment is upgraded node by node while it is
// used, and a node that the database has gone beyond stops and says so.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Balancer } from './balancer.mjs';
import { cityBeforeVote, nodeOf, Visitor } from './city.mjs';
import { Servers } from './servers.mjs';
import { expectCode, folder, gozin, kProgram, lines, Process } from './support.mjs';

const kPatienceMs = 30_000;
const place = folder();
const servers = new Servers();

async function until(holds) {
  for (const begun = Date.now(); !(await holds()); await sleep(50))
    assert.ok(Date.now() - begun < kPatienceMs, `it does not come to pass: ${holds}`);
}

for (const kind of ['postgresql', 'mysql'])
  describe(`two versions on ${kind}`, () => {
    let city;
    let nodes;
    let known;
    const start = (listen) => nodeOf(city, { listen });
    const run = (statement) => servers.value(kind, city.db, statement);
    // As a newer version of the program leaves the database: it has gone a step further, and says
    // from which version on programs may work there.
    const migrate = (steps, oldest) => {
      run(`update store_format set version = ${known + steps}`);
      run(`update compatibility set oldest = ${oldest}`);
    };

    before(async () => {
      city = cityBeforeVote(servers.database(kind), place);
      known = JSON.parse(expectCode(0, ['db', 'upgrade', '--json', '--db', city.db]).out).to;
      nodes = await Promise.all([start(), start()]);
    });
    after(() => Promise.all(nodes.map((node) => node.end('SIGKILL'))));

    test('are upgraded one after another, and tables made anew, without a request that fails', async () => {
      const hosts = nodes.map(({ url }) => new URL(url).host);
      const balancer = await new Balancer(hosts).listen();
      const visitors = await Promise.all(city.members.slice(0, 4).map((login) => new Visitor().signIn(balancer.url, login)));
      const answered = [];
      let isOver = false;
      const load = visitors.map(async (visitor, i) => {
        for (let n = 0; !isOver; ++n) {
          answered.push(await visitor.act(balancer.url, `${city.path}/do/register_contact`,
            { role: 'body_member', contact: `تماس ${n}`, key: `upgrade-${i}-${n}` }));
          await visitor.read(balancer.url, `/en${city.path}`);
        }
      });
      const upgraded = (async () => {
        const goOn = async () => {
          const least = answered.length + 10;
          await until(() => answered.length >= least);
        };
        await goOn();
        migrate(1, known);
        await goOn();
        for (const which of [0, 1]) {
          assert.equal(await nodes[which].end('SIGTERM'), 0, nodes[which].err);
          nodes[which] = await start(hosts[which]);
          const rebuilding = new Process(kProgram, ['db', 'rebuild', '--db', city.db]);
          assert.equal(await rebuilding.ended, 0, rebuilding.err);
          await goOn();
        }
      })().finally(() => { isOver = true; });
      const ended = await Promise.allSettled([...load, upgraded]);
      balancer.close();
      assert.deepEqual(balancer.failures, []);
      assert.deepEqual(ended.filter(({ reason }) => reason).map(({ reason }) => reason.message), []);
      assert.equal(new Set(answered).size, answered.length);
      const report = JSON.parse(expectCode(0, ['log', 'verify', '--json', '--db', city.db]).out);
      assert.deepEqual([report.damage, report.contradictions], [[], []]);
    });

    test('tell the older one that it is to be replaced, while it runs and when it is started', async () => {
      const [node] = nodes;
      const visitor = await new Visitor().signIn(node.url, city.members[0]);
      const status = async (path) => (await fetch(new URL(path, node.url), { headers: { cookie: visitor.cookie } })).status;
      const events = () => Number(run('select count(*) from event'));
      assert.deepEqual([await status('/readyz'), await status('/livez')], [200, 200]);
      const before = events();

      migrate(2, known + 2);
      await until(async () => await status('/readyz') === 503);
      assert.equal(await status('/livez'), 200);
      assert.equal(await status(`/en${city.path}`), 503);
      const act = visitor.act(node.url, `${city.path}/do/register_contact`,
        { role: 'body_member', contact: 'تماس', key: 'too-late' });
      await assert.rejects(act, /: 503$/);
      assert.equal(events(), before);
      await until(() => node.err.includes('has to be replaced'));
      const refused = gozin(['serve', '--db', city.db, '--listen', '127.0.0.1:0']);
      assert.equal(refused.code, 1);
      assert.equal(lines(refused.err).length, 1, refused.err);
      assert.match(refused.err, new RegExp(`of version ${known + 2}`));

      migrate(0, known);
      await until(async () => await status('/readyz') === 200);
      await visitor.act(node.url, `${city.path}/do/register_contact`,
        { role: 'body_member', contact: 'تماس', key: 'too-late' });
      for (const one of nodes) assert.equal(await one.end('SIGTERM'), 0, one.err);
      expectCode(0, ['log', 'verify', '--db', city.db]);
    });
  });
