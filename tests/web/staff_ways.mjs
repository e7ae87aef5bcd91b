// What the staff's pages must show and do, with the real program and the demonstration cohort.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, launch, violations, watch } from './browser.mjs';
import { startClinic } from './clinic.mjs';

let browser, clinic, rows;
before(async () => {
  clinic = await startClinic();
  browser = await chromium.launch(launch);
  rows = (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows;
});
after(async () => {
  await browser?.close();
  await clinic?.stop();
});

/** A page of somebody of the staff, ended with the promise that nothing on it went wrong. */
async function at(who, hash, then, language = 'en') {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block', locale: 'en-GB' });
  await context.addInitScript((worn) => localStorage.setItem('m.settings', JSON.stringify({ language: worn })), language);
  if (who) await context.addCookies(who.cookies());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  watch(page, clinic.address, faults);
  await page.goto(`${clinic.address}/staff/#/${hash}`);
  await then(page);
  assert.deepEqual(faults, []);
  await context.close();
}
const dayHere = (now = new Date()) => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

test('a programme opens on the week that holds today, and on its last week when it is over', async () => {
  const programmes = [];
  for (const row of rows) {
    const view = await clinic.staff.clinician.get(`/api/v1/people/${row.person.id}/programme`).catch(() => null);
    if (view?.answer?.weeks?.length) programmes.push({ id: row.person.id, weeks: view.answer.weeks });
  }
  const begins = (week) => week.days[0].date;
  const late = programmes.find((one) => begins(one.weeks[1]) <= dayHere());
  const ahead = programmes.find((one) => begins(one.weeks[0]) > dayHere());
  assert.ok(late, 'somebody is past the first week');
  for (const one of [late, ahead].filter(Boolean)) {
    const index = Math.max(0, one.weeks.filter((week) => begins(week) <= dayHere()).length - 1);
    await at(clinic.staff.clinician, `people/${one.id}`, async (page) => {
      await page.getByRole('heading', { name: `Week ${one.weeks[index].week}`, exact: true }).waitFor();
      const holds = one.weeks[index].days.some((day) => day.date === dayHere());
      assert.equal(await page.locator('.day[aria-current=date]').count(), holds ? 1 : 0);
      await page.locator('.weeks button').first().click();
      await page.getByRole('heading', { name: 'Week 1', exact: true }).waitFor();
    });
  }
});
