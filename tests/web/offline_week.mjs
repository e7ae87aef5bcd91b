// A week in airplane mode with the real program, in one browser profile: the service is stopped, the browser restarts every day, the clock jumps
// back once, a whole session and a craving practice are done without the line, and the signed-in session is ended before the line is back.
// Then the line goes before the plan has come, and the session ends while somebody is led: nothing is taken out of a hand. Then answers get lost on
// their way: that alone needs the made-up server. Every entry arrives once.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium, daysKept, files, launch, moveClock, startMock, tap } from './browser.mjs';
import { letIn, password, startClinic, trains } from './clinic.mjs';

const week = [[1, 1], [2, 2], [3, 3], [4, -2], [5, 5], [6, 6], [7, 7]];
const open = new Set(); // what a failed step leaves open
after(() => Promise.all([...open].map((context) => context.close())));
async function openDay(profile, shift) {
  const context = await chromium.launchPersistentContext(profile, { ...launch, viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  open.add(context);
  context.on('close', () => open.delete(context));
  await context.addInitScript(moveClock(shift));
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}
/** The device has the app: a worker is ready only when it has kept all of it. */
const installed = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
/** The device has the app, the 14 days and the figure. */
async function kept(page) {
  await installed(page);
  await daysKept(page);
}
const queued = (page) => page.evaluate(() => new Promise((done) => {
  const asked = indexedDB.open('m');
  asked.onsuccess = () => {
    const all = asked.result.transaction('queue').objectStore('queue').getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.length); };
  };
}));
async function allSent(page) {
  for (const end = Date.now() + 60_000; (await queued(page)) > 0 && Date.now() < end; ) await page.waitForTimeout(300);
  assert.equal(await queued(page), 0, 'nothing waits any more');
}
/** Seven days of entries; on the third the craving button and a session, too. Hands back what was entered. */
async function liveAWeek(profile, address) {
  const values = [];
  for (const [day, shift] of week) {
    const { context, page } = await openDay(profile, shift);
    await page.goto(`${address}/#/checkin`);
    await page.getByRole('heading', { name: 'How are you now?' }).waitFor();
    await tap(page, 'How strong is the craving now?', day);
    await tap(page, 'How is your mood?', day % 5);
    values.push(['craving_vas', day * 10], ['mood', day % 5]);
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText(`${values.length} entries waiting`).waitFor();
    if (day === 3) {
      // From the shortcut of the installed icon: the practice needs no line.
      await page.goto(`${address}/?to=craving`);
      await tap(page, 'How strong is it now?', 9);
      await page.locator('canvas').waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('button', { name: 'End here' }).click();
      await tap(page, 'How strong is it now?', 9);
      await page.getByRole('heading', { name: /about the same/ }).waitFor();
      values.push(['craving_vas', 90], ['craving_vas', 90], ['session_done', null]);
      await page.waitForTimeout(300);
    }
    await context.close();
  }
  return values;
}

test('a week without the line, then the real program: nothing lost, nothing twice, an ended session loses no entry', async () => {
  const clinic = await startClinic();
  const profile = mkdtempSync(join(tmpdir(), 'sinew-week-'));
  try {
    const rows = (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows;
    const somebody = rows.find(trains);
    const person = await letIn(clinic, somebody);
    const known = new Set((await person.get(`/api/v1/people/${person.person}/entries?limit=1000`)).entries.map((one) => one.id));
    {
      const { context, page } = await openDay(profile, 0);
      await page.goto(clinic.address);
      await page.getByLabel('Login').fill(person.login);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Come in' }).click();
      await page.getByRole('heading', { name: /Good/ }).waitFor();
      await kept(page);
      await context.close();
    }
    await clinic.down();
    const values = await liveAWeek(profile, clinic.address);
    await clinic.up();
    // Meanwhile the account's sessions were ended: the phone asks again, and keeps what waits.
    const { context, page } = await openDay(profile, 7);
    await context.clearCookies();
    await page.goto(clinic.address);
    await page.getByText('Please come in again. What you entered is kept.').waitFor();
    assert.equal(await queued(page), values.length, 'all of it still waits');
    await page.getByLabel('Login').fill(person.login);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByRole('heading', { name: /Good/ }).waitFor();
    await allSent(page);
    const now = (await person.get(`/api/v1/people/${person.person}/entries?limit=1000`)).entries.filter((one) => !known.has(one.id));
    assert.equal(now.length, values.length, 'as many as were entered');
    assert.equal(new Set(now.map((one) => one.id)).size, values.length);
    const said = (list) => list.map(([kind, value]) => `${kind} ${value}`).sort();
    assert.deepEqual(said(now.map((one) => one.observation ? [one.observation.outcome, one.observation.value] : [one.kind, null])), said(values));
    await context.close();
  } catch (fault) {
    for (const context of open) console.log(await context.pages()[0]?.locator('body').innerText());
    throw fault;
  } finally {
    await clinic.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('no line before the plan has come: one can still enter and practise, and it comes by itself; a session that ends while somebody is led ends nothing', async () => {
  const clinic = await startClinic();
  const profile = mkdtempSync(join(tmpdir(), 'sinew-begun-'));
  const checkIn = async (page, waiting) => {
    await page.evaluate(() => { location.hash = '#/checkin'; });
    await tap(page, 'How strong is the craving now?', 4);
    await page.getByRole('button', { name: 'Keep' }).click();
    if (waiting) await page.getByText(`${waiting} ${waiting === 1 ? 'entry' : 'entries'} waiting`).waitFor();
  };
  try {
    const rows = (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows;
    const person = await letIn(clinic, rows.find(trains));
    const comeIn = async (page) => {
      await page.getByLabel('Login').fill(person.login);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Come in' }).click();
      await page.getByRole('heading', { name: /Good/ }).waitFor();
    };
    {
      const { context, page } = await openDay(profile, 0);
      await context.route(/\/(today|offline)(\?|$)/, (route) => route.abort());
      await page.goto(clinic.address);
      await comeIn(page);
      await page.getByText('Your plan is not on this phone yet').waitFor();
      await installed(page);
      await context.close();
    }
    await clinic.down();
    const { context, page } = await openDay(profile, 0);
    await page.goto(clinic.address);
    await page.getByText('Your plan is not on this phone yet').waitFor();
    await checkIn(page, 1);
    await clinic.up();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('Your plan is not on this phone yet').waitFor({ state: 'detached' });
    await page.getByText('No network').waitFor({ state: 'detached' });
    await kept(page);
    await allSent(page);

    await clinic.down();
    await checkIn(page, 1);
    await page.evaluate(() => { location.hash = '#/practice'; });
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Continue' }).click(); // a number before is offered, not asked for
    await page.locator('canvas').waitFor();
    await context.clearCookies();
    const refused = page.waitForResponse((reply) => reply.status() === 401);
    await clinic.up();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await refused;
    await page.waitForTimeout(300);
    assert.ok(await page.locator('canvas').isVisible(), 'the practice goes on');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'End here' }).click();
    await page.getByText('Please come in again. What you entered is kept.').waitFor();
    assert.equal(await queued(page), 2, 'the check-in and the practice wait');
    await comeIn(page);
    await allSent(page);
    await context.close();
  } catch (fault) {
    for (const context of open) console.log(await context.pages()[0]?.locator('body').innerText());
    throw fault;
  } finally {
    await clinic.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('answers that are lost on their way: sent again, kept once', async () => {
  const mock = await startMock({ folder: files });
  const profile = mkdtempSync(join(tmpdir(), 'sinew-lost-'));
  try {
    const { context, page } = await openDay(profile, 0);
    await page.goto(mock.address);
    await kept(page);
    mock.state.down = true;
    await page.goto(`${mock.address}/#/checkin`);
    for (const [question, value] of [['How strong is the craving now?', 4], ['How is your mood?', 2]]) await tap(page, question, value);
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('2 entries waiting').waitFor();
    mock.state.down = false;
    mock.state.loseAnswers = 2;
    await page.reload();
    await allSent(page);
    assert.equal(mock.state.entries.size, 2);
    assert.ok(mock.state.posts >= 3, 'answers were lost on the way, and sent again');
    await context.close();
  } finally {
    await mock.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});
