// What the staff's pages must show and do, with the real program and the demonstration cohort.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, launch, violations, watch } from './browser.mjs';
import { password, startClinic } from './clinic.mjs';

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

test('a class names who does not train and why in words about them, and the number of the centre', async () => {
  const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  const [plan] = await clinic.staff.therapist.get(`/api/v1/classes?from=${day(-7)}&to=${day(7)}`);
  const sheet = await clinic.staff.therapist.get(`/api/v1/classes/${plan.id}/sheet`);
  const { call } = await clinic.staff.therapist.get('/api/v1/centre');
  const number = (call.find((one) => one.emergency) ?? call[0]).number;
  const waiting = sheet.attendance.filter((row) => row.may_train === false).length;
  assert.ok(waiting > 0 && waiting < sheet.attendance.length);
  await at(clinic.staff.therapist, `classes/${plan.id}`, async (page) => {
    await page.getByRole('heading', { name: plan.title }).waitFor();
    await page.getByText(`Call ${number}`.replaceAll(' ', ' ')).first().waitFor();
    const people = await page.locator('.people').innerText();
    assert.equal(people.split('does not train today').length - 1, waiting);
    assert.doesNotMatch(people, /\b(you|your)\b/i, 'words about somebody else');
    assert.equal(await page.getByText('____').count(), 0);
    assert.deepEqual(await violations(page), []);
  });
});

test('before a week is signed past an open grave flag, the flag is named', async () => {
  const row = rows.find((one) => one.flags.some((flag) => flag.grave) && one.due.includes('adaptation'));
  assert.ok(row, 'somebody with a grave flag whose week waits');
  await at(clinic.staff.clinician, `people/${row.person.id}`, async (page) => {
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('A grave flag is open').waitFor();
    await sheet.getByText(row.flags.find((flag) => flag.grave).words).waitFor();
    assert.deepEqual(await violations(page), []);
  });
});

test('a researcher is told why there are no people', async () => {
  await at(clinic.staff.researcher, '', async (page) => {
    await page.getByText('Researchers see no people here').waitFor();
    assert.deepEqual(await violations(page), []);
  });
});

test('a browser in Chinese stays in Chinese through the door, whatever the account was made with', async () => {
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${clinic.address}/staff/`);
  await page.locator('input[autocomplete=username]').fill('therapist');
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.getByRole('heading', { name: '人员' }).waitFor();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('heading', { name: '登录' }).waitFor();
  await context.close();
});

test('the caseload on paper: a row is a line of a list', async () => {
  await at(clinic.staff.clinician, 'people', async (page) => {
    await page.locator('tbody tr').nth(20).waitFor();
    const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g).length;
    assert.ok(pages <= 3, `${pages} pages`);
  });
});
