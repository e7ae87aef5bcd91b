// What is recorded of somebody: taken in from a bundle, seen, corrected, and the verdict that follows; and what emergency access shows of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { chromium, house, launch, violations, watch } from './browser.mjs';
import { accept, startClinic } from './clinic.mjs';

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

async function open(who, hash, { language = 'en', width = 1280 } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, serviceWorkers: 'block', locale: 'en-GB' });
  await context.addInitScript((worn) => localStorage.setItem('m.settings', JSON.stringify({ language: worn })), language);
  await context.addCookies(who.cookies());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  watch(page, clinic.address, faults);
  await page.goto(`${clinic.address}/staff/#/${hash}`);
  return { page, context, faults };
}

test('a bundle is taken in, a fact of it is seen and corrected, and the verdict follows', async () => {
  const { page, context, faults } = await open(clinic.staff.clinician, 'people/new');
  await page.getByLabel('Code').fill('RECORD-01');
  await page.locator('input[type=file]').setInputFiles(`${house}/examples/bundle.json`);
  await page.getByText('Read. It is checked').waitFor();
  await page.getByRole('button', { name: 'Take in' }).click();
  await page.getByRole('heading', { name: 'RECORD-01' }).waitFor();
  const person = page.url().match(/people\/([^/]+)/)[1];
  await page.getByRole('tab', { name: 'Record' }).click();
  const line = (label) => page.locator('section li').filter({ hasText: label });
  const record = () => clinic.staff.clinician.get(`/api/v1/people/${person}/record`);
  const before = (await record()).facts;
  const shown = (fact) => (fact && typeof fact === 'object' ? fact.value : fact);
  await line('systolic pressure').getByText(`${shown(before.sbp)} mmHg`).waitFor();
  assert.match(await line('systolic pressure').innerText(), /\d{4}/, 'the day of the measurement');
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.getByText('anticoagulant').isVisible(), false, 'what nobody has said is folded away');

  // A number that cannot be is refused at its field, and nothing is written.
  await page.getByRole('button', { name: 'Correct: systolic pressure' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('spinbutton', { name: /systolic pressure/ }).fill('900');
  await sheet.getByRole('button', { name: 'Keep the correction' }).click();
  await sheet.getByText(/outside its range/).waitFor();
  assert.equal(await sheet.getByRole('spinbutton', { name: /systolic pressure/ }).getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual((await record()).facts, before);

  // Somebody else was first: their word stays, and so does what was typed.
  const other = await record();
  const { version } = await clinic.staff.clinician.get(`/api/v1/people/${person}`);
  assert.ok(version);
  const tagged = await fetch(`${clinic.address}/api/v1/people/${person}/record`, { headers: { Cookie: clinic.staff.clinician.cookie } });
  await clinic.staff.clinician.call('PUT', `/api/v1/people/${person}/record`, { ...other, facts: { ...other.facts, spo2: 97 } }, { 'If-Match': tagged.headers.get('etag') });
  await sheet.getByRole('spinbutton', { name: /systolic pressure/ }).fill('205');
  await sheet.getByRole('button', { name: 'Keep the correction' }).click();
  await sheet.getByText('Somebody else changed the record meanwhile').waitFor();
  assert.equal(await sheet.getByRole('spinbutton', { name: /systolic pressure/ }).inputValue(), '205');
  await sheet.getByRole('button', { name: 'Keep the correction' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await line('systolic pressure').getByText('205 mmHg').waitFor();
  assert.equal(shown((await record()).facts.spo2), 97);

  // Yes, no and not known are three answers.
  await page.getByText(/^Not recorded/).click();
  await page.getByRole('button', { name: 'Record: anticoagulant' }).click();
  await sheet.getByText('no', { exact: true }).click();
  await sheet.getByRole('button', { name: 'Keep the correction' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await line('anticoagulant').getByText(/^no\b/).waitFor();
  assert.equal(shown((await record()).facts.anticoagulant), false);
  await page.getByRole('button', { name: 'Correct: anticoagulant' }).click();
  await sheet.getByText('not known', { exact: true }).click();
  await sheet.getByRole('button', { name: 'Keep the correction' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Record: anticoagulant' }).waitFor(); // the server keeps what is not known as not said
  assert.notEqual(shown((await record()).facts.anticoagulant ?? null), false);

  const verdict = (await clinic.staff.clinician.get(`/api/v1/people/${person}/clearance`).catch(() => null))?.outcome;
  await page.getByText('The verdict is from before this correction').waitFor();
  await page.getByRole('button', { name: 'Screen now' }).click();
  await page.getByText('Screened and kept').first().waitFor();
  const now = await clinic.staff.clinician.get(`/api/v1/people/${person}/clearance`);
  assert.notEqual(now.outcome, verdict);
  assert.ok(JSON.stringify(now.answer.findings).includes('"sbp"'), JSON.stringify(now.answer.findings));
  assert.deepEqual(faults, []);
  await context.close();
});

test('a file that is too large is refused before it travels, with its size and what to do', async () => {
  const { page, context, faults } = await open(clinic.staff.clinician, 'people/new');
  const large = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [], note: 'x'.repeat(9 * 2 ** 20) }));
  for (const [name, buffer] of [['large.json', large], ['large.json.gz', gzipSync(large)]]) {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
    await page.getByText('This file holds 9 MiB; the clinic takes 8 MiB.').waitFor();
    await page.locator('input[type=file]').setInputFiles(`${house}/examples/bundle.json`);
    await page.getByText('Read. It is checked').waitFor();
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('the record is readable on a phone and in Chinese, and nothing of it scrolls sideways', async () => {
  const { page, context, faults } = await open(clinic.staff.therapist, `people/${rows[0].person.id}/record`, { language: 'zh', width: 320 });
  await page.getByRole('heading', { name: '已记录的资料' }).waitFor();
  await page.getByText('收缩压').first().waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('emergency access shows one verdict, conditions, medicines and the record, and no more', async () => {
  const colleague = await accept(clinic, await clinic.staff.administrator.post('/api/v1/accounts', { role: 'clinician', name: 'Night', login: 'night', teams: [] }));
  const row = rows.find((one) => one.outcome === 'refer_first');
  const { page, context, faults } = await open(colleague, 'emergency');
  await page.getByLabel('Whole code or whole name').fill(row.person.code);
  await page.getByLabel('What happened').fill('collapsed in the hall');
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click();
  await page.getByRole('heading', { name: 'Medicines' }).waitFor();
  for (const name of ['Conditions', 'Substances', 'Allergies']) await page.getByRole('heading', { name }).waitFor();
  assert.equal(await page.getByText('a clinician sees them first', { exact: true }).count(), 1, 'one verdict, about somebody else');
  await page.getByText('The whole record').click();
  await page.getByText('systolic pressure').waitFor();
  assert.equal(await page.getByRole('button', { name: /^(Correct|Record)/ }).count(), 0, 'nothing to change from here');
  assert.deepEqual(await violations(page), []);
  // What nobody has looked at yet is what minutes need.
  const raised = (flag) => flag.grave && !flag.place?.startsWith('/clearance/');
  const other = rows.find((one) => one.flags.some(raised));
  await page.getByLabel('Whole code or whole name').fill(other.person.code);
  await page.getByLabel('What happened').fill('collapsed in the yard');
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click();
  await page.getByRole('heading', { name: 'Open, nobody has looked yet' }).waitFor();
  await page.getByText('training waits until somebody has looked').waitFor();
  for (const flag of other.flags.filter(raised)) await page.getByText(flag.words).waitFor();
  if (process.env.SINEW_SHOTS) await page.screenshot({ path: `${process.env.SINEW_SHOTS}/emergency-flags.png`, fullPage: true });
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});
