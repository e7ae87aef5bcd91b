// By keyboard alone with the real program: a clinician signs in, walks the caseload, opens somebody, asks why, and comes back; a person signs in,
// starts the session, stops it, hides the screen and finds the way back. Focus can be seen wherever it goes. Then the paper: what a class page prints.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, launch, watch } from './browser.mjs';
import { letIn, password, startClinic, trains } from './clinic.mjs';

const shots = process.env.SINEW_SHOTS;
let browser, clinic, person;
before(async () => {
  clinic = await startClinic();
  browser = await chromium.launch(launch);
  const rows = (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows;
  person = await letIn(clinic, rows.find(trains));
});
after(async () => {
  await browser?.close();
  await clinic?.stop();
});

async function open(viewport) {
  const context = await browser.newContext({ viewport, serviceWorkers: 'block', locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults = [];
  watch(page, clinic.address, faults);
  return { context, page, faults };
}
const at = (page) => page.evaluate(() => {
  const one = document.activeElement;
  return one?.getAttribute('aria-label') || one?.labels?.[0]?.textContent?.trim() || one?.textContent?.trim() || one?.tagName || '';
});
/** Goes on with Tab until focus stands on these words, and it can be seen there. */
async function tabTo(page, words, most = 80) {
  for (let i = 0; i < most; ++i) {
    if (words.test(await at(page))) {
      const style = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(style, 'none', `focus on ${words} can be seen`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way by keyboard to ${words}; last at “${(await at(page)).slice(0, 60)}”`);
}

test('a clinician, by keyboard alone', async () => {
  const { context, page, faults } = await open({ width: 1440, height: 900 });
  await page.goto(`${clinic.address}/staff/`);
  await page.getByLabel('User name').waitFor();
  await tabTo(page, /^User name/);
  await page.keyboard.type('clinician');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('tbody tr').nth(3).waitFor();
  await page.keyboard.press('j');
  const first = await at(page);
  await page.keyboard.press('j');
  assert.notEqual(await at(page), first, 'j goes down');
  await page.keyboard.press('k');
  assert.equal(await at(page), first, 'k goes up');
  await tabTo(page, /^Details of/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  assert.match(await at(page), /^Details of/, 'focus comes back where it was');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Programme' }).waitFor();
  await tabTo(page, /^Programme$/);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tab', { name: 'Clearance', selected: true }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.locator('.days .day').first().waitFor();
  await tabTo(page, /^Why:/, 120);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  assert.match(await at(page), /^Why:/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a person, by keyboard alone', async () => {
  const { context, page, faults } = await open({ width: 360, height: 740 });
  await page.goto(clinic.address);
  await page.getByLabel('Login').waitFor();
  await tabTo(page, /^Login/);
  await page.keyboard.type(person.login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Start' }).waitFor();
  await page.evaluate(() => document.querySelector('h1')?.focus());
  await tabTo(page, /^Hide$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Breathing' }).waitFor();
  await tabTo(page, /Back$/);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Start' }).waitFor();
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await tabTo(page, /^Start$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  // Where the figure shows nothing there is no side to look from.
  for (let i = 0; i < 8 && !(await page.getByRole('button', { name: 'Side', exact: true }).isVisible()); ++i) {
    await tabTo(page, /^I am ready for the next part$|^Continue$/);
    await page.keyboard.press('Enter');
  }
  await tabTo(page, /^Side$/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Pause$/);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await tabTo(page, /^Stop$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^End here$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Good/ }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('hidden, three quick taps lead back too, and so does a press of a screen reader', async () => {
  const { context, page } = await open({ width: 360, height: 740 });
  await context.addCookies(person.cookies());
  for (const back of [async (button) => { for (let i = 0; i < 3; ++i) await button.click({ delay: 20 }); }, (button) => button.evaluate((one) => one.click())]) {
    await page.goto(`${clinic.address}/#/today`);
    await page.getByRole('button', { name: 'Hide' }).click();
    await page.getByRole('heading', { name: 'Breathing' }).waitFor();
    assert.equal(await page.title(), 'Breathing');
    await back(page.locator('main button'));
    await page.getByRole('heading', { name: /Good/ }).waitFor();
  }
  await context.close();
});

test('a class page on paper: who, duties, stop signs, emergency card; no buttons', async () => {
  const { context, page } = await open({ width: 1440, height: 900 });
  await context.addCookies(clinic.staff.therapist.cookies());
  const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  const [plan] = await clinic.staff.therapist.get(`/api/v1/classes?from=${day(-7)}&to=${day(7)}`);
  await page.goto(`${clinic.address}/staff/#/classes/${plan.id}`);
  await page.getByRole('heading', { name: plan.title }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('button:visible').count(), 0, 'nothing to press on paper');
  for (const card of ['Your duties', 'Stop'])
    assert.ok((await page.getByRole('heading', { name: new RegExp(card, 'i') }).count()) > 0, card);
  const paper = await page.pdf({ format: 'A4', printBackground: false });
  assert.equal(paper.subarray(0, 5).toString(), '%PDF-');
  if (shots) writeFileSync(join(shots, 'class.pdf'), paper);
  await context.close();
});
