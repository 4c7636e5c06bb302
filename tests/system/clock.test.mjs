// Somebody sets the clock of a machine on which a node runs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cityBeforeVote, nodeOf, Visitor } from './city.mjs';
import { expectCode, folder, sql, url } from './support.mjs';

const kHourMs = 3_600_000;
// On SQLite a lease is renewed every twenty seconds.
const kPatienceMs = 60_000;
const place = folder();
const shim = join(place, 'clock.so');
const ahead = join(place, 'ahead');
const file = join(place, 'city.db');

// Padded, so that no reader meets half of a number.
const set = (ms) => writeFileSync(ahead, String(ms).padEnd(24), { flag: 'r+' });

describe('a clock that is set while a node runs', () => {
  let city;
  let node;
  let visitors;
  const recorded = () => sql(file, `select seq, recorded from event where seq >= ${city.size} order by seq`);
  const contact = (i, key) => visitors[i].act(node.url, `${city.path}/do/register_contact`,
    { role: 'body_member', contact: `تماس ${key}`, key });

  before(async () => {
    execFileSync('c++', ['-std=c++20', '-shared', '-fPIC', '-O1', '-o', shim,
      join(import.meta.dirname, 'clock_shim.cpp')]);
    writeFileSync(ahead, '0'.padEnd(24));
    city = cityBeforeVote(url(file), place);
    node = await nodeOf(city, { env: { LD_PRELOAD: shim, GOZIN_TEST_CLOCK: ahead } });
    visitors = [];
    for (const login of city.members.slice(0, 2)) visitors.push(await new Visitor().signIn(node.url, login));
  });
  after(() => node.end('SIGKILL'));

  test('back lets no time of the log go back, and stops nothing', async () => {
    await contact(0, 'before');
    const [{ recorded: last }] = recorded().slice(-1);
    set(-2 * kHourMs);
    const seq = await contact(0, 'back');
    await contact(1, 'back-too');
    const behind = recorded().filter((event) => event.seq >= seq);
    assert.equal(behind.length, 2);
    for (const event of behind) assert.ok(event.recorded >= last && event.recorded < last + kHourMs);
    const [lease] = sql(file, "select holder, fence, beat from lease where work = 'timers'");
    for (const begun = Date.now(); ; await sleep(100)) {
      const [now] = sql(file, "select holder, fence, beat from lease where work = 'timers'");
      assert.deepEqual([now.holder, now.fence], [lease.holder, lease.fence]);
      if (now.beat > lease.beat) break;
      assert.ok(Date.now() - begun < kPatienceMs, 'the lease is renewed no more');
    }
  });

  test('far ahead records nothing at a time that is not, until it is right again', async () => {
    const before = recorded();
    set(48 * kHourMs);
    // By then whoever had signed in is signed out; whoever signs in anew is refused as well.
    visitors[0] = await new Visitor().signIn(node.url, city.members[0]);
    await assert.rejects(contact(0, 'ahead'), /: (409|422)$/);
    // Nor does what the clock would do by itself.
    await sleep(2_500);
    assert.deepEqual(recorded(), before);
    set(0);
    visitors[0] = await new Visitor().signIn(node.url, city.members[0]);
    await contact(0, 'ahead');
    assert.equal(recorded().length, before.length + 1);
    const [{ recorded: last }] = recorded().slice(-1);
    assert.ok(last < before.at(-1).recorded + kHourMs);
  });

  test('leaves a log that verifies, and a node that ends as ever', async () => {
    set(-kHourMs);
    assert.equal(await node.end('SIGTERM'), 0, node.err);
    expectCode(0, ['log', 'verify', '--db', city.db]);
  });
});
