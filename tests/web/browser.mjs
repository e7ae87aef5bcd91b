// What the browser tests share: Chromium, a page that records everything it should not do, axe, and the moved clock.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const house = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const require = createRequire(`${house}/web/package.json`);
export const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const files = process.env.SINEW_WEB_FILES ?? `${house}/web/dist`;
export const { startMock } = await import(`${house}/web/mock/server.mjs`);

export const launch = { executablePath: process.env.SINEW_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] };

/** Fails the test for a request to another origin, a refusal of the content policy, or an error in the page. */
export function watch(page, origin, faults) {
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:') && !url.startsWith('data:')) faults.push(`another origin: ${url}`);
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
}

/** Violations of WCAG 2.2 A and AA that axe finds, as lines. */
export async function violations(page) {
  // The page's policy forbids foreign scripts; the debugger may still evaluate one.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { region: { enabled: false } } }),
  );
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 140)} ${node.failureSummary?.split('\n').slice(1, 2).join('').trim() ?? ''}`));
}

/** Asks the page again and again until it says yes. Unlike `waitForFunction` it waits for what the page has only promised, too. */
export async function until(page, asks, given, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; !(await page.evaluate(asks, given)); ) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${asks}`);
    await page.waitForTimeout(200);
  }
}

/** Waits until the device has the days ahead and the figure. */
export const daysKept = (page) =>
  until(page, () => new Promise((done) => {
    const asked = indexedDB.open('m');
    asked.onerror = () => done(false);
    asked.onsuccess = () => {
      const names = [...asked.result.objectStoreNames];
      if (!names.includes('kept')) { asked.result.close(); return done(false); }
      const keys = asked.result.transaction('kept').objectStore('kept').getAllKeys();
      keys.onsuccess = () => { asked.result.close(); done(keys.result.includes('offline') && keys.result.includes('figure')); };
    };
  }));

/** The page's clock on the wall is moved; its steady clock is not. */
export const moveClock = (days) => `(() => {
  const Real = Date, shift = ${days} * 86400000;
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };
})()`;

/** A choice of a scale: the label is what a finger meets. */
export const tap = (page, question, number) =>
  page.getByRole('group', { name: question }).locator(`label:has(input[value="${number}"])`).click();
