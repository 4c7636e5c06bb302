// One person a role takes a case from the vacancy to the decree, by forms alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Journey } from './journey.mjs';
import { gozin, openBrowser } from './support.mjs';

// Each way is a file of its own, so that two run at a time.
export function testJourney(way, options) {
  let browser;
  before(async () => { browser = await openBrowser(); });
  after(async () => { await browser?.close(); });

  test(`a case from vacancy to decree ${way}`, async (t) => {
    const journey = new Journey(browser, options);
    try {
      for (const stage of ['authorise', 'nominate', 'screen', 'assess', 'shortlist', 'review', 'decree'])
        await t.test(stage, () => journey[stage](), { timeout: 300_000 });
      const page = await journey.who('هومن صادقی').page();
      await page.goto(journey.who('هومن صادقی').url(`${journey.path}/replay`));
      assert.equal(await page.locator('.done').count(), 1, 'the replay matches the live state');
      await journey.city.stop();
      gozin('log', 'verify', '--db', journey.city.db);
    } finally {
      await journey.close();
    }
  });
}
