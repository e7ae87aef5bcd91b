// A week in airplane mode, in one browser profile: the browser restarts every day, the clock jumps back once, answers get lost
// on the way when the line is there again. Every entry arrives once.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium, files, launch, moveClock, startMock, tap } from './browser.mjs';

const origin = (mock) => mock.address;

test('offline for a week: nothing lost, nothing twice', async () => {
  const mock = await startMock({ folder: files });
  const profile = mkdtempSync(join(tmpdir(), 'sinew-week-'));
  const openDay = async (shift) => {
    const context = await chromium.launchPersistentContext(profile, { ...launch, viewport: { width: 360, height: 740 } });
    await context.addInitScript(moveClock(shift));
    return { context, page: context.pages()[0] ?? (await context.newPage()) };
  };
  try {
    {
      const { context, page } = await openDay(0);
      await page.goto(origin(mock));
      await page.getByRole('button', { name: /Start/ }).or(page.getByRole('link', { name: /Start/ })).first().waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await page.waitForFunction(async () => (await caches.keys()).length > 0 && (await indexedDB.databases()).length > 0);
      await page.waitForTimeout(1500); // figure and the 14 days
      await context.close();
    }
    mock.state.down = true;
    const values = [];
    for (const [day, shift] of [[1, 1], [2, 2], [3, 3], [4, -2], [5, 5], [6, 6], [7, 7]]) {
      const { context, page } = await openDay(shift);
      await page.goto(`${origin(mock)}/#/checkin`);
      await page.getByRole('heading', { name: 'How are you now?' }).waitFor();
      await tap(page, 'How strong is the craving now?', day);
      await tap(page, 'How is your mood?', day % 5);
      values.push(['craving_vas', day * 10], ['mood', day % 5]);
      await page.getByRole('button', { name: 'Keep' }).click();
      await page.getByText(`${values.length} entries waiting`).waitFor();
      if (day === 3) {
        // The craving button and a whole session work without the line, too.
        await page.getByRole('button', { name: 'I feel a craving' }).click();
        await tap(page, 'How strong is it now?', 9);
        await page.getByRole('button', { name: 'Stop' }).click();
        await page.getByRole('button', { name: 'End here' }).click();
        await tap(page, 'How strong is it now?', 9);
        await page.getByRole('heading', { name: /about the same/ }).waitFor();
        values.push(['craving_vas', 90], ['craving_vas', 90], ['session_done', null]);
        await page.waitForTimeout(300);
      }
      await context.close();
    }
    mock.state.down = false;
    mock.state.loseAnswers = 2;
    const { context, page } = await openDay(7);
    await page.goto(origin(mock));
    await page.getByRole('heading', { name: /Good/ }).waitFor();
    await page.getByText(/entries waiting|entry waiting/).waitFor({ state: 'detached', timeout: 60_000 });
    const deadline = Date.now() + 40_000;
    while (mock.state.entries.size < values.length && Date.now() < deadline) await page.waitForTimeout(300);
    await page.waitForTimeout(500);
    const queue = await page.evaluate(() => new Promise((done) => {
      const asked = indexedDB.open('m');
      asked.onsuccess = () => {
        const all = asked.result.transaction('queue').objectStore('queue').getAll();
        all.onsuccess = () => done(all.result.length);
      };
    }));
    assert.equal(queue, 0, 'nothing waits any more');
    const kept = [...mock.state.entries.values()];
    assert.equal(kept.length, values.length, `${kept.length} of ${values.length}`);
    assert.equal(new Set(kept.map((one) => one.id)).size, values.length);
    const said = kept.filter((one) => one.observation).map((one) => `${one.observation.outcome} ${one.observation.value}`).sort();
    assert.deepEqual(said, values.filter(([kind]) => kind !== 'session_done').map((one) => one.join(' ')).sort());
    assert.ok(mock.state.posts >= 3, 'answers were lost on the way, and sent again');
    await context.close();
  } finally {
    await mock.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});
