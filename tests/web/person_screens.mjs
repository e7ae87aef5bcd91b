// Every screen of the person's app, against the made-up server: axe, own origin only, no policy refusals, no sideways scrolling
// (320 px is 1280 px at 400 %; letters at 200 %), keyboard alone, reduced motion. SINEW_SHOTS=FOLDER keeps pictures.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium, files, launch, startMock, tap, violations, watch } from './browser.mjs';

const shots = process.env.SINEW_SHOTS;
let browser, mock;
before(async () => {
  browser = await chromium.launch(launch);
  mock = await startMock({ folder: files });
});
after(async () => {
  await browser?.close();
  await mock?.stop();
});

async function open(options = {}, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block', ...options });
  await context.addInitScript((kept) => localStorage.setItem('m.settings', JSON.stringify(kept)), settings);
  const page = await context.newPage();
  const faults = [];
  watch(page, mock.address, faults);
  return { context, page, faults };
}
async function ready(page) {
  await page.locator('h1').first().waitFor();
  await page.getByRole('status').filter({ hasText: /One moment|请稍等/ }).waitFor({ state: 'detached' });
  await page.waitForTimeout(150);
}

/** Name, and how to get there. */
const screens = {
  today: (page) => page.goto(`${mock.address}/#/today`),
  change: (page) => page.goto(`${mock.address}/#/change`),
  plan: (page) => page.goto(`${mock.address}/#/plan`),
  messages: (page) => page.goto(`${mock.address}/#/messages`),
  settings: (page) => page.goto(`${mock.address}/#/settings`),
  checkin: (page) => page.goto(`${mock.address}/#/checkin`),
  craving: (page) => page.goto(`${mock.address}/#/craving`),
  hidden: async (page) => {
    await page.goto(`${mock.address}/#/today`);
    await page.getByRole('button', { name: /^(Hide|隐藏)$/ }).click();
  },
  session: (page) => page.goto(`${mock.address}/#/session/1/0`),
  playing: async (page) => {
    await page.goto(`${mock.address}/#/session/1/0`);
    await page.getByRole('button', { name: /^(Start|开始)$/ }).click();
    await page.getByRole('button', { name: /ready for the next|准备好下一步/ }).click();
    await page.getByRole('button', { name: /^(Continue|继续)$/ }).click();
  },
  rating: async (page) => {
    await page.goto(`${mock.address}/#/session/1/0`);
    await page.getByRole('button', { name: /^(Start|开始)$/ }).click();
    await page.getByRole('button', { name: /ready for the next|准备好下一步/ }).click();
  },
  walking: async (page) => {
    await page.goto(`${mock.address}/#/session/17/1`);
    await page.getByRole('button', { name: /^(Start|开始)$/ }).click();
    for (let i = 0; i < 8; ++i) await page.getByRole('button', { name: i === 1 ? /^(Continue|继续)$/ : /ready for the next|准备好下一步/ }).click();
  },
  strength: async (page) => {
    await page.goto(`${mock.address}/#/session/15/1`);
    await page.getByRole('button', { name: /^(Start|开始)$/ }).click();
    for (let i = 0; i < 9; ++i) await page.getByRole('button', { name: i === 1 ? /^(Continue|继续)$/ : /ready for the next|准备好下一步/ }).click();
  },
  stopped: async (page) => {
    await screens.playing(page);
    await page.getByRole('button', { name: /^(Stop|停止)$/ }).click();
  },
  door: async (page) => {
    mock.state.signedIn = false;
    await page.goto(`${mock.address}/`);
  },
};

const dresses = [
  ['light, English, phone', {}, { theme: 'light', language: 'en' }],
  ['dark, Chinese, phone', {}, { theme: 'dark', language: 'zh' }],
  ['high contrast, English, tablet', { viewport: { width: 820, height: 1180 } }, { theme: 'light', contrast: 'more', language: 'en' }],
  ['dark and high contrast, English, desk', { viewport: { width: 1440, height: 900 } }, { theme: 'dark', contrast: 'more', language: 'en' }],
  ['largest letters, stills, 320 px', { viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' }, { theme: 'light', text: 'larger', language: 'en' }],
];
for (const [name, options, settings] of dresses)
  test(`axe and widths: ${name}`, async () => {
    for (const [screen, walk] of Object.entries(screens)) {
      mock.state.signedIn = true;
      const { context, page, faults } = await open(options, settings);
      await walk(page);
      await ready(page);
      assert.deepEqual(await violations(page), [], `${screen} (${name})`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${screen} (${name}) scrolls sideways by ${wide} px`);
      assert.deepEqual(faults, [], `${screen} (${name})`);
      if (shots) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: `${shots}/${screen}-${name.replaceAll(/[, ]+/g, '-')}.png` });
      }
      await context.close();
    }
  });

test('empty and overfull: axe again', async () => {
  for (const people of ['empty', 'full']) {
    mock.state.people = people;
    mock.state.signedIn = true;
    for (const screen of ['today', 'change', 'plan', 'messages', 'craving']) {
      const { context, page, faults } = await open({}, { language: 'en' });
      await screens[screen](page);
      await ready(page);
      assert.deepEqual(await violations(page), [], `${screen}, ${people}`);
      assert.deepEqual(faults, []);
      if (shots) await page.screenshot({ path: `${shots}/${screen}-${people}.png` });
      await context.close();
    }
  }
  mock.state.people = 'typical';
});

test('by keyboard alone: from Today to the end of the craving practice', async () => {
  mock.state.signedIn = true;
  const { context, page, faults } = await open();
  await page.goto(mock.address);
  await ready(page);
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
  const seen = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(seen, 'none', 'focus can be seen');
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
  await page.getByRole('heading', { name: /Good/ }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('a craving is two taps away from every place, and what is rated is kept', async () => {
  mock.state.signedIn = true;
  mock.state.entries.clear();
  for (const place of ['today', 'change', 'plan', 'messages', 'settings', 'checkin']) {
    const { context, page } = await open();
    await page.goto(`${mock.address}/#/${place}`);
    await ready(page);
    await page.getByRole('button', { name: 'I feel a craving' }).click();
    await tap(page, 'How strong is it now?', 7);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await context.close();
  }
  const { context, page } = await open();
  await page.goto(`${mock.address}/?to=craving`); // the shortcut on the home screen
  await tap(page, 'How strong is it now?', 6);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'End here' }).click();
  await tap(page, 'How strong is it now?', 4);
  await page.getByRole('heading', { name: 'It is weaker' }).waitFor();
  await page.waitForTimeout(300);
  const said = [...mock.state.entries.values()].filter((one) => one.observation);
  const last = said.slice(-2).map((one) => one.observation);
  assert.deepEqual(last.map((one) => [one.outcome, one.value, one.moment, one.practice]), [['craving_vas', 60, 'before', true], ['craving_vas', 40, 'after', true]]);
  assert.equal(last[0].bout, last[1].bout);
  await context.close();
});

test('a led session: rated, stopped without a question, kept with its stop sign', async () => {
  mock.state.signedIn = true;
  mock.state.entries.clear();
  const { context, page, faults } = await open();
  await screens.rating(page);
  await tap(page, 'How strong is the craving now?', 8);
  await tap(page, 'How is your mood?', '-2');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('heading', { name: /You stopped/ }).waitFor();
  await page.getByRole('button', { name: 'Pain or pressure in the chest' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Go on with the session' }).count(), 0, 'after a stop sign there is no way on');
  await page.getByRole('button', { name: 'End here' }).click();
  await page.getByRole('heading', { name: /Good/ }).waitFor();
  await page.waitForTimeout(300);
  const done = [...mock.state.entries.values()].find((one) => one.kind === 'session_done').session_done;
  assert.equal(done.status, 'stopped');
  assert.deepEqual(done.stop_signs, ['SES-01']);
  assert.deepEqual([done.day, done.session], [1, 0]);
  const rated = [...mock.state.entries.values()].filter((one) => one.observation).map((one) => [one.observation.outcome, one.observation.value]);
  assert.deepEqual(rated, [['craving_vas', 80], ['mood', -2]]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a session that ran out keeps what was entered, and says so', async () => {
  mock.state.signedIn = true;
  mock.state.entries.clear();
  const { context, page } = await open();
  await page.goto(`${mock.address}/#/checkin`);
  await ready(page);
  await tap(page, 'How strong is the craving now?', 3);
  mock.state.signedIn = false;
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByText('Please come in again. What you entered is kept.').waitFor();
  await page.getByLabel('Login').fill('robin');
  await page.getByLabel('Password').fill('mock password');
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.getByRole('heading', { name: /Good/ }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(mock.state.entries.size, 1);
  await context.close();
});

test('an invitation: a link that is over says so; a good one leads to Today', async () => {
  mock.state.signedIn = false;
  const { context, page, faults } = await open();
  await page.goto(`${mock.address}/#/invitation/old-token`);
  await page.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.goto(`${mock.address}/#/invitation/good-token`);
  await page.getByRole('heading', { name: 'Welcome, DEMO-01' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('A login of your choice').fill('robin');
  await page.getByLabel('Password').fill('a short sentence');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: /Good/ }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});
