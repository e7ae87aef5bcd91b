// The ring's phase against the script, read from the ring itself at each frame: SINEW_SECONDS long (30 in the tests; 600 for the claim).
// Also counts frames (with SINEW_REPORT=FILE they are written down; the tests do not judge speed).
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chromium, files, launch, startMock, tap } from './browser.mjs';

const seconds = Number(process.env.SINEW_SECONDS ?? 30);

test(`the breath ring keeps to the script for ${seconds} s`, async () => {
  const mock = await startMock({ folder: files });
  mock.state.paced = 'long';
  const browser = await chromium.launch({ ...launch, args: [...launch.args, '--disable-gpu'] });
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto(mock.address);
    await page.getByRole('button', { name: 'I feel a craving' }).click();
    await page.waitForTimeout(800);
    await tap(page, 'How strong is it now?', 5);
    await page.locator('.halo').waitFor();
    const samples = await page.evaluate((long) => new Promise((done) => {
      const halo = document.querySelector('.halo');
      const taken = [];
      const first = performance.now();
      const step = (at) => {
        const scale = Number(/scale\(([\d.]+)\)/.exec(halo.style.transform)?.[1]);
        taken.push([at, scale, halo.dataset.breath]);
        if (at - first < long * 1000) requestAnimationFrame(step);
        else done(taken);
      };
      requestAnimationFrame(step);
    }), seconds);
    // Back from the picture to the script: 4 s in, 6 s out, the ring 0.62 to 1 by half a cosine.
    const measured = [];
    let cycle = 0, before = 'in';
    for (const [at, scale, breath] of samples) {
      if (before === 'out' && breath === 'in') ++cycle;
      before = breath;
      const full = (scale - 0.62) / 0.38;
      if (full < 0.1 || full > 0.9) continue;
      const share = Math.acos(1 - 2 * (breath === 'in' ? full : 1 - full)) / Math.PI;
      measured.push([at / 1000, cycle * 10 + (breath === 'in' ? share * 4 : 4 + share * 6)]);
    }
    const start = measured.filter(([at]) => at < measured[0][0] + 8);
    const offset = start.reduce((sum, [at, script]) => sum + at - script, 0) / start.length;
    const errors = measured.map(([at, script]) => Math.abs(at - script - offset) * 1000);
    const worst = Math.max(...errors);
    const drift = measured.at(-1)[0] - measured.at(-1)[1] - offset;
    const frames = samples.length / ((samples.at(-1)[0] - samples[0][0]) / 1000);
    console.log(`phase error: worst ${worst.toFixed(3)} ms over ${seconds} s; drift ${(drift * 1000).toFixed(3)} ms; ${frames.toFixed(1)} frames/s; ${samples.length} frames`);
    if (process.env.SINEW_REPORT)
      writeFileSync(process.env.SINEW_REPORT, JSON.stringify({ seconds, worst_phase_error_ms: worst, drift_ms: drift * 1000, frames_per_s: frames, browser: browser.version(), rendering: 'software' }, null, 1) + '\n');
    assert.ok(measured.length > seconds, 'enough frames to say something');
    assert.ok(worst <= 20, `phase error ${worst} ms`);
    assert.ok(Math.abs(drift) <= 0.1, `drift ${drift} s`);
    await context.close();
  } finally {
    await browser.close();
    await mock.stop();
  }
});
