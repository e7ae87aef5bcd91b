// The whole clinic with the real program: set-up, demonstration cohort, intake by form and by FHIR bundle, programme signed, the person let in,
// a check-in, and the therapist who sees it. Every staff screen on the way is held to axe and to its own origin. SINEW_SHOTS=FOLDER keeps pictures.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test as inOrder } from 'node:test';
import { chromium, house, launch, tap, violations, watch } from './browser.mjs';
import { password, startClinic } from './clinic.mjs';

const shots = process.env.SINEW_SHOTS;
let broken = false;
/** The walk goes in order: what comes after a fault would only wait for what is not there. */
const test = (name, walk) =>
  inOrder(name, async (context) => {
    if (broken) return context.skip('an earlier step failed');
    broken = true;
    await walk().catch(async (fault) => {
      if (shots) await page.screenshot({ path: join(shots, 'fault.png'), fullPage: true });
      throw fault;
    });
    broken = false;
  });
let clinic, address, data, browser, page, faults;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'sinew-walk-'));
  clinic = await startClinic({ data });
  address = clinic.address;
  browser = await chromium.launch(launch);
  faults = [];
  page = await fresh({ width: 1440, height: 900 });
});
after(async () => {
  await browser?.close();
  await clinic?.stop();
  if (data) rmSync(data, { recursive: true, force: true });
});

async function fresh(viewport) {
  const context = await browser.newContext({ viewport, serviceWorkers: 'block', locale: 'en-GB' });
  const made = await context.newPage();
  made.setDefaultTimeout(20_000);
  watch(made, address, faults);
  return made;
}
async function look(name, at = page) {
  await at.waitForTimeout(400);
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await at.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }
  assert.deepEqual(await violations(at), [], name);
}
async function signIn(login, word) {
  await page.goto(`${address}/staff/`);
  await page.getByLabel('User name').fill(login);
  await page.getByLabel('Password').fill(word);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
async function signOut() {
  await page.getByRole('button', { name: 'Sign out' }).click();
  // Until it is done the next page would still be of the one who leaves.
  await page.getByLabel('User name').waitFor();
}

test('a fresh store asks for the first administrator and makes the demonstration cohort', async () => {
  await page.goto(`${address}/staff/`);
  await page.getByLabel('Set-up code').fill('walk-walk');
  await look('setup');
  await page.getByLabel('Your name').fill('Administrator');
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Set up this centre' }).click();
  await page.getByRole('heading', { name: 'Accounts' }).waitFor({ timeout: 180_000 });
  await look('accounts');
  await page.getByRole('link', { name: 'Teams' }).click();
  await page.getByRole('rowheader', { name: 'Demonstration team' }).waitFor();
  await page.getByRole('rowheader', { name: 'DEMO-01' }).waitFor();
  await look('teams');
  await page.getByRole('button', { name: 'Change: DEMO-01' }).click();
  await page.getByRole('dialog').getByText('Only these colleagues see this person').waitFor();
  await look('team-of-a-code');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByText('This page fits its chain').waitFor();
  await look('audit');
  await page.getByRole('link', { name: 'Centre' }).click();
  await page.getByLabel('Name on phones').waitFor();
  await look('centre');
});

let clinician;
test('a clinician is invited, comes in, and sees who needs a call', async () => {
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Clinician');
  await page.getByLabel('User name').fill('clinic');
  await page.getByLabel('Role').selectOption('clinician');
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  clinician = await page.locator('.address').innerText();
  await look('invitation');
  await signOut();
  await page.goto(new URL(clinician, address).href);
  await page.waitForURL(/invitation/);
  await page.getByLabel(/password/i).first().fill(password);
  // A password takes its time on a busy machine: whoever leaves before the answer has not come in.
  const taken = page.waitForResponse((reply) => /invitations/.test(reply.url()) && reply.request().method() === 'POST');
  await page.locator('form button[type=submit], form button').first().click();
  assert.ok((await taken).ok());
  await page.goto(`${address}/staff/`);
  await page.getByRole('heading', { name: 'People' }).waitFor();
  const rows = page.locator('tbody tr');
  await rows.nth(10).waitFor({ timeout: 120_000 });
  assert.ok((await rows.count()) >= 20, 'the demonstration cohort is there');
  await look('caseload');
});

const code = 'WALK-01';
test('a new person is taken in from a FHIR bundle, and what it does not say is asked', async () => {
  await page.getByRole('link', { name: 'New person' }).click();
  await page.getByLabel('Code').fill(code);
  await page.locator('input[type=file]').setInputFiles(`${house}/examples/bundle.json`);
  await page.getByText('Read. It is checked').waitFor();
  await look('intake');
  await page.getByRole('button', { name: 'Take in' }).click();
  await page.getByRole('heading', { name: code }).waitFor();
  await page.getByRole('heading', { name: 'Open questions' }).waitFor();
  await look('questions');
});

test('somebody of the cohort has a programme whose numbers can be asked why, and a week to decide on', async () => {
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.locator('tbody tr th a').filter({ hasText: 'DEMO' }).nth(5).click();
  await page.getByRole('heading', { name: 'Programme', exact: true }).waitFor();
  await page.locator('.days .day').first().waitFor();
  await page.locator('.days .day').first().click();
  await look('person');
  await page.locator('.unfolded').getByRole('button', { name: /^Why: Effort/ }).first().click();
  await page.getByRole('dialog').getByText('Source').first().waitFor();
  await look('why');
  await page.keyboard.press('Escape');
  for (const tab of ['Clearance', 'Record', 'Change', 'Messages and notes', 'Consent', 'Person']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.waitForTimeout(900);
    assert.equal(await page.getByText('That did not work').count(), 0, tab);
    await look(`person-${tab.split(' ')[0].toLowerCase()}`);
  }
});

test('a proposed programme is signed with the password, and only then in force', async () => {
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.locator('tbody tr').filter({ hasText: 'sign the programme' }).first().locator('th a').click();
  await page.getByText('It does not reach the person before you sign').waitFor();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Password').fill(password);
  await look('sign');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText(/^by Clinician/).waitFor();
});

let phone;
test('the person is let in by an invitation, checks in on a phone, and the therapist sees it', async () => {
  await page.getByRole('tab', { name: 'Person' }).click();
  const name = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const way = await page.locator('.address').innerText();
  phone = await fresh({ width: 360, height: 740 });
  await phone.goto(new URL(way, address).href);
  await phone.getByLabel(/password/i).first().fill(password);
  await phone.locator('form button').last().click();
  await phone.getByRole('button', { name: 'I feel a craving' }).or(phone.getByRole('link', { name: 'I feel a craving' })).first().waitFor();
  await look('phone-today', phone);
  await phone.goto(`${address}/#/checkin`);
  await tap(phone, /craving/i, 7);
  const kept = phone.waitForResponse((reply) => /entries/.test(reply.url()) && reply.ok());
  await phone.getByRole('button', { name: /save|keep|done|send/i }).first().click();
  await kept;
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByText(/70|craving/i).first().waitFor();
  await look('person-after');
});

test('a week is eased by a professional: refused where the rules forbid it, else signed, and its sessions are planned anew', async () => {
  await page.getByRole('link', { name: 'People' }).first().click();
  await page.locator('tbody tr').filter({ hasText: 'decide on the week' }).first().locator('th a').click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const minutes = page.getByLabel(/minutes/i).first();
  const most = Number(await minutes.inputValue());
  const keep = page.getByRole('button', { name: 'Save the edit' });
  const sign = async () => {
    await keep.click();
    await page.getByRole('dialog').getByLabel('Password').fill(password);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click();
  };
  await page.getByLabel('Reason').fill('slept badly');
  await minutes.fill('1');
  await sign();
  await page.getByRole('dialog').getByText(/ADP-17/).waitFor();
  await look('week-refused');
  await page.keyboard.press('Escape');
  await minutes.fill(String(most - 5));
  await look('week-edit');
  await sign();
  await page.getByText(/Edited|edited/).first().waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await look('week-edited');
});

test('notes of counselling are kept apart, and emergency access opens the least for an hour', async () => {
  await page.getByRole('tab', { name: 'Messages and notes' }).click();
  await page.getByLabel('New note of counselling').fill('said in the room');
  await page.getByRole('button', { name: 'Keep apart' }).click();
  await page.getByText('said in the room').first().waitFor();
  await look('counselling');
  await page.getByRole('tab', { name: 'Person' }).click();
  await page.getByRole('heading', { name: 'Who treats this person' }).waitFor();
  await look('treating-team');
  // Out of the team: the caseload is empty of them, and only an emergency opens one again.
  await signOut();
  await signIn('admin', password);
  await page.getByRole('link', { name: 'Teams' }).click();
  await page.getByRole('button', { name: 'Change: Demonstration team' }).click();
  await page.getByRole('dialog').getByRole('switch', { name: /^Clinician · / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep the team' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await signOut();
  await signIn('clinic', password);
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await page.getByText('DEMO-05').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Emergency' }).click();
  await page.getByLabel('Whole code or whole name').fill('DEMO-05');
  await page.getByLabel('What happened').fill('collapsed in the hall, breathing');
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click();
  await page.getByText('Emergency contact').waitFor();
  await look('emergency');
  await signOut();
  await signIn('demo-therapist', 'demonstration');
  await page.getByText('1 to look at').waitFor();
  await page.getByText('look at an emergency access').first().waitFor();
  await page.getByRole('link', { name: 'Emergency' }).click();
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByLabel('What you found').fill('right to look');
  await look('emergency-review');
  await page.getByRole('button', { name: 'Keep the finding' }).click();
  await page.getByText('justified').first().waitFor();
  await signOut();
  // Back into the team: the walk goes on.
  await signIn('admin', password);
  await page.getByRole('link', { name: 'Teams' }).click();
  await page.getByRole('button', { name: 'Change: Demonstration team' }).click();
  await page.getByRole('dialog').getByRole('switch', { name: /^Clinician · / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep the team' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await signOut();
  await signIn('clinic', password);
  await page.getByRole('heading', { name: 'People' }).waitFor();
});

test('a class is planned, and its big screen shows figure and words but no names', async () => {
  await page.getByRole('link', { name: 'Classes' }).click();
  await page.locator('.plan').first().waitFor();
  await look('classes');
  await page.locator('.plan').first().click();
  await page.getByRole('heading', { name: /People, / }).waitFor();
  await page.getByRole('button', { name: 'here', exact: true }).first().click();
  await page.waitForTimeout(500);
  await look('class');
  await page.getByRole('link', { name: 'Big screen' }).click();
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.waitForTimeout(1500);
  await look('big-screen');
  assert.ok(!(await page.locator('body').innerText()).includes('DEMO'), 'no names on the big screen');
});

test('nothing asked another origin or met the content policy', async () => assert.deepEqual(faults, []));
