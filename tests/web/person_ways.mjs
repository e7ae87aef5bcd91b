// The ways of a person that must hold whatever happens, with the real program: a craving two taps from every place, a session stopped without a
// question, an entry kept when the session ran out, an invitation; and the craving practice from Today to its end by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, daysKept, launch, tap, violations, watch } from './browser.mjs';
import { letIn, password, startClinic, trains } from './clinic.mjs';

let browser, clinic, person, rows, script, line;
before(async () => {
  clinic = await startClinic();
  browser = await chromium.launch(launch);
  rows = (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows;
  person = await letIn(clinic, rows.find((row) => !row.quiet && trains(row)));
  const bundle = await person.get(`/api/v1/people/${person.person}/offline`);
  line = bundle.lines.find((one) => one.kind === 'mind_body');
  script = bundle.scripts[`${line.day}/${line.session}`];
});
after(async () => {
  await browser?.close();
  await clinic?.stop();
});

async function open(who = person, language = 'en') {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block', locale: 'en-GB' });
  await context.addInitScript((worn) => localStorage.setItem('m.settings', JSON.stringify({ language: worn })), language);
  if (who) await context.addCookies(who.cookies());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  watch(page, clinic.address, faults);
  return { context, page, faults };
}
const today = (page) => page.getByRole('heading', { name: /Good/ }).waitFor();
/** What reached the program of this person, newest first, until there are so many. */
async function kept(test) {
  for (let i = 0; ; ++i) {
    const told = await clinic.staff.clinician.get(`/api/v1/people/${person.person}/timeline?limit=30`);
    const found = test(told);
    if (found || i > 40) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
}

test('a craving is two taps away from every place, and what is rated is kept', async () => {
  const { context, page, faults } = await open();
  await page.goto(clinic.address);
  await today(page);
  for (const place of ['today', 'change', 'plan', 'messages', 'settings', 'checkin']) {
    await page.goto(`${clinic.address}/#/${place}`);
    await page.getByRole('button', { name: 'I feel a craving' }).click();
    await page.getByRole('heading', { name: 'How strong is it now?' }).waitFor();
    if (place !== 'checkin') continue;
    await tap(page, 'How strong is it now?', 7);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  }
  const sent = [];
  page.on('request', (request) => { if (request.method() === 'POST' && /entries/.test(request.url())) sent.push(request.postDataJSON()); });
  await page.goto(`${clinic.address}/?to=craving`); // the shortcut on the home screen
  await tap(page, 'How strong is it now?', 6);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'End here' }).click();
  await tap(page, 'How strong is it now?', 4);
  await page.getByRole('heading', { name: 'It is weaker' }).waitFor();
  const last = await kept(() => {
    const said = sent.flatMap((body) => body.entries ?? [body]).filter((one) => one.observation).slice(-2).map((one) => one.observation);
    return said.length === 2 && said[1].value === 40 ? said : null;
  });
  assert.deepEqual(last.map((one) => [one.outcome, one.value, one.moment, one.practice]), [['craving_vas', 60, 'before', true], ['craving_vas', 40, 'after', true]]);
  assert.equal(last[0].bout, last[1].bout);
  assert.ok(await kept((told) => JSON.stringify(told).includes('40')), 'the therapist sees it');
  assert.deepEqual(faults, []);
  await context.close();
});

test('on a small phone Start and the craving button are both in sight, below the small step of somebody who went quiet', async () => {
  const who = await letIn(clinic, rows.find((row) => row.quiet && trains(row)));
  for (const [language, start, craving] of [['en', 'Start', 'I feel a craving'], ['zh', '开始', '我有渴求']]) {
    const { context, page } = await open(who, language);
    await page.goto(clinic.address);
    await page.locator('.step').waitFor();
    const way = await page.locator('.hero').getByRole('link', { name: start, exact: true }).boundingBox();
    const thumb = await page.getByRole('button', { name: craving }).boundingBox();
    assert.ok(way.y + way.height <= thumb.y, `${language}: ${JSON.stringify([way, thumb])}`);
    assert.ok(thumb.y + thumb.height <= 740);
    await context.close();
  }
});

test('the question before a session can be answered: a yes leads to the signs and the numbers, and to no session', async () => {
  const { context, page, faults } = await open();
  const sent = [];
  page.on('request', (request) => { if (request.method() === 'POST' && /entries/.test(request.url())) sent.push(request.postDataJSON()); });
  await page.goto(clinic.address);
  await today(page);
  await page.goto(`${clinic.address}/#/session/${line.day}/${line.session}`);
  await page.getByText('Any chest pain, dizziness').waitFor();
  await page.getByRole('button', { name: 'Yes, or I do not feel well' }).click();
  await page.getByRole('heading', { name: 'Good that you say so' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Something else' }).click();
  await page.getByText('Tell your team how you feel').waitFor();
  await page.getByRole('button', { name: 'No, I am well' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor(); // and nothing has begun
  await page.getByRole('button', { name: 'Yes, or I do not feel well' }).click();
  await page.getByRole('button', { name: 'Leave it for today' }).click();
  await today(page);
  const done = await kept(() => sent.flatMap((body) => body.entries ?? [body]).find((one) => one.kind === 'session_done'));
  assert.deepEqual([done.session_done.status, done.session_done.minutes, done.session_done.stop_signs], ['stopped', 0, undefined]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a led session: rated, stopped without a question, kept with its stop sign', async () => {
  const { context, page, faults } = await open();
  const sent = [];
  page.on('request', (request) => { if (request.method() === 'POST' && /entries/.test(request.url())) sent.push(request.postDataJSON()); });
  await page.goto(clinic.address);
  await today(page);
  await page.goto(`${clinic.address}/#/session/${line.day}/${line.session}`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  while ((await page.locator('.player').getAttribute('data-kind')) !== 'rate') await page.getByRole('button', { name: /ready for the next/ }).click();
  await tap(page, 'How strong is the craving now?', 8);
  await tap(page, 'How is your mood?', '-2');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('heading', { name: /You stopped/ }).waitFor();
  assert.equal(await page.getByText(/SBP|mmHg/).count(), 0, 'no sign that only a cuff finds');
  await page.getByRole('button', { name: 'Pain or pressure in my chest' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Go on with the session' }).count(), 0, 'after a stop sign there is no way on');
  // No line to send it: the phone itself must not lead on, not even after it is opened anew.
  await page.route(/\/entries/, (route) => route.abort());
  await page.getByRole('button', { name: 'End here' }).click();
  for (let again = 0; again < 2; ++again) {
    await today(page);
    await page.getByText('Training waits until then', { exact: false }).waitFor();
    await page.getByText(/entr(y|ies) waiting/).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Start' }).count(), 0, 'after a stop sign no Start');
    await page.reload();
  }
  await page.evaluate((to) => { location.hash = to; }, `#/session/${line.day}/${line.session}`);
  await page.getByRole('heading', { name: 'Training waits' }).waitFor();
  await page.getByRole('link', { name: 'Back' }).click();
  await page.unroute(/\/entries/);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('Something you told us needs a word with your team first', { exact: false }).waitFor();
  const entries = await kept(() => {
    const all = [...new Map(sent.flatMap((body) => body.entries ?? [body]).map((one) => [one.id, one])).values()]; // tried again, the same entry
    return all.some((one) => one.kind === 'session_done') ? all : null;
  });
  const done = entries.find((one) => one.kind === 'session_done').session_done;
  assert.deepEqual([done.status, done.stop_signs, done.day, done.session], ['stopped', ['SES-01'], script.day, script.session]);
  assert.deepEqual(entries.filter((one) => one.observation).map((one) => [one.observation.outcome, one.observation.value]), [['craving_vas', 80], ['mood', -2]]);
  // The red flag reaches the ward round and the head of the person's page.
  const row = await kept(async () => undefined) ?? (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows.find((one) => one.person.id === person.person);
  assert.ok(row.flags.some((flag) => flag.grave), JSON.stringify(row.flags));
  assert.deepEqual(faults, []);
  await context.close();
});

test('by keyboard alone: from Today to the end of the craving practice', async () => {
  const { context, page, faults } = await open();
  await page.goto(clinic.address);
  await today(page);
  const at = () => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.tagName);
  const tabTo = async (words) => {
    for (let i = 0; i < 60; ++i) {
      await page.keyboard.press('Tab');
      if (words.test(String(await at()))) return;
    }
    assert.fail(`no way by keyboard to ${words}`);
  };
  await page.keyboard.press('Tab');
  assert.match(String(await at()), /To the content/);
  await tabTo(/I feel a craving/);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none', 'focus can be seen');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'How strong is it now?' }).waitFor();
  for (let i = 0; i < 5 && (await page.evaluate(() => document.activeElement?.getAttribute('type'))) !== 'radio'; ++i) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await tabTo(/^Stop$/);
  await page.keyboard.press('Enter');
  await tabTo(/^End here$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'How strong is it now?' }).waitFor();
  await tabTo(/^0|radio|INPUT/);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: /stronger|same|weaker/ }).waitFor();
  await tabTo(/^Done$/);
  await page.keyboard.press('Enter');
  await today(page);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a session that ran out keeps what was entered, and says so', async () => {
  const { context, page } = await open();
  await page.goto(clinic.address);
  await today(page);
  await daysKept(page);
  await page.goto(`${clinic.address}/#/checkin`);
  await person.call('DELETE', '/api/v1/session'); // the same session, ended elsewhere
  const refused = page.waitForResponse((reply) => reply.status() === 401);
  await page.reload();
  await refused; // and yet nothing is taken out of a hand
  await tap(page, 'How strong is the craving now?', 3);
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByText('Please come in again. What you entered is kept.').waitFor();
  const reached = page.waitForResponse((reply) => /entries/.test(reply.url()) && reply.ok());
  reached.catch(() => undefined);
  await page.getByLabel('Login').fill(person.login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Come in' }).click();
  await today(page);
  const body = (await reached).request().postDataJSON();
  assert.deepEqual((body.entries ?? [body]).filter((one) => one.observation).map((one) => one.observation.value), [30]);
  await context.close();
});

test('an invitation: a link that is over says so; a good one leads to Today', async () => {
  const { context, page, faults } = await open(null);
  const other = rows.find((row) => row.person.id !== person.person && row.next_session);
  const path = new URL((await clinic.staff.clinician.post(`/api/v1/people/${other.person.id}/invitation`)).url, clinic.address).href;
  await page.goto(`${clinic.address}/#/invitation/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`);
  await page.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
  await page.goto(path.replace(new URL(path).origin, clinic.address));
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('Password').fill('a short sentence');
  await page.getByRole('button', { name: 'Begin' }).click();
  await today(page);
  assert.deepEqual(faults, []);
  await context.close();
});
