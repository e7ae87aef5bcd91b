// Every screen of the real program with the demonstration cohort: staff of every role, person, class screen, door and set-up, gallery;
// light, dark, high contrast; English and Chinese; phone, tablet, desk; 320 px and 200 % zoom. Each: axe without violations, own origin only,
// nothing in the console, no sideways scrolling, one language. The tests look at each screen in one of the eight dresses, by turns, two at a time;
// SINEW_EVERY=1 in all of them, SINEW_DRESSES=0,3 in those, SINEW_ONLY=REGEX only some screens. SINEW_SHOTS=FOLDER keeps the pictures.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium, daysKept, house, launch, violations, watch } from './browser.mjs';
import { accept, letIn, password, startClinic, trains } from './clinic.mjs';

const shots = process.env.SINEW_SHOTS;
const only = process.env.SINEW_ONLY ? new RegExp(process.env.SINEW_ONLY) : /./;
const lists = Object.fromEntries(['staff', 'person', 'player', 'class', 'interface'].map((name) => [name, JSON.parse(readFileSync(`${house}/web/src/words/${name}.json`, 'utf8'))]));
const dresses = [
  { theme: 'light', contrast: 'auto', language: 'en' },
  { theme: 'dark', contrast: 'auto', language: 'zh' },
  { theme: 'light', contrast: 'more', language: 'zh' },
  { theme: 'dark', contrast: 'auto', language: 'en' },
  { theme: 'light', contrast: 'auto', language: 'zh' },
  { theme: 'light', contrast: 'more', language: 'en' },
  { theme: 'dark', contrast: 'more', language: 'en' },
  { theme: 'light', contrast: 'auto', language: 'en', text: 'larger', still: true }, // the largest letters, and a device that wants no movement
];
const dressName = (dress) => `${dress.theme}${dress.contrast === 'more' ? '-contrast' : ''}${dress.text ? `-${dress.text}` : ''}-${dress.language}`;
const sizes = { phone: { width: 360, height: 740 }, tablet: { width: 820, height: 1180 }, desk: { width: 1440, height: 900 } };
/** What must not scroll sideways: 320 px (WCAG reflow), and a window of 1280 px at 200 %. */
const narrow = { reflow: { width: 320, height: 640 }, zoomed: { width: 640, height: 450 } };

let browser, clinic, empty, ids;
before(async () => {
  clinic = await startClinic();
  empty = await startClinic({ demonstration: false });
  browser = await chromium.launch(launch);
  const rows = (await clinic.staff.clinician.get('/api/v1/people?limit=500')).rows;
  const has = (code) => rows.find((row) => row.person.code === code);
  const typical = rows.find((row) => trains(row) && row.week.done > 2 && row.series.some((one) => /lower/.test(one.words)));
  ids = {
    typical: await letIn(clinic, typical),
    quiet: await letIn(clinic, rows.find((row) => row.quiet && trains(row)) ?? rows.find((row) => row.quiet && row.next_session)),
    waiting: await letIn(clinic, rows.find((row) => row.outcome === 'refer_first')),
    fresh: await letIn(clinic, rows.find((row) => row.outcome === 'not_screened')),
    grave: has('DEMO-03') ?? rows[0],
    propose: rows.find((row) => row.due.includes('sign_programme')),
    adapt: rows.find((row) => row.due.includes('adaptation')),
    open: rows.find((row) => row.outcome === 'incomplete'),
    refer: rows.find((row) => row.outcome === 'refer_first'),
  };
  const classes = await clinic.staff.clinician.get(`/api/v1/classes?from=${shift(-7)}&to=${shift(7)}`);
  ids.class = classes[0].id;
  ids.lines = (await ids.typical.get(`/api/v1/people/${ids.typical.person}/offline`)).lines;
  ids.invited = new URL((await clinic.staff.clinician.post(`/api/v1/people/${ids.grave.person.id}/invitation`)).url, clinic.address).pathname.split('/').pop()
    || new URL((await clinic.staff.clinician.post(`/api/v1/people/${ids.grave.person.id}/invitation`)).url, clinic.address).hash.split('/').pop();
  // What only stands on a screen after somebody did something: a note of counselling, a consent, a colleague outside the team with an emergency.
  await clinic.staff.therapist.post(`/api/v1/people/${ids.typical.person}/counselling-notes`, { text: '…' });
  ids.outsider = await accept(clinic, await clinic.staff.administrator.post('/api/v1/accounts', { role: 'clinician', name: 'Outside', login: 'outside', teams: [] }));
  await ids.outsider.post('/api/v1/emergency-access', { whom: ids.grave.person.code, reason: 'medical_emergency', words: '0123456789' });
  await clinic.staff.researcher.post('/api/v1/me/pin', { password, pin: '2468' }).catch(() => undefined);
});
after(async () => {
  await browser?.close();
  await clinic?.stop();
  await empty?.stop();
});
const shift = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Words of one list in the dress's language. */
const says = (dress) => (list, key) => lists[list][key][dress.language];
const staffAt = (role, hash, then) => ({ as: () => clinic.staff[role], at: `/staff/#/${hash()}`, then });
const personAt = (who, hash, then) => ({ as: () => ids[who], at: `/#/${typeof hash === 'function' ? hash() : hash}`, then });
const press = (page, name, options = {}) => page.getByRole('button', { name, exact: true, ...options }).first().click();
const session = (kind) => {
  const line = ids.lines.find((one) => one.kind === kind) ?? ids.lines[0];
  return `session/${line.day}/${line.session}`;
};
const begun = async (page, say) => press(page, say('player', 'start'));
/** Past the questions and the warming up, to the first part of a kind. */
const inside = (...kinds) => async (page, say) => {
  await begun(page, say);
  for (let i = 0; i < 60; ++i) {
    const kind = await page.locator('.player').getAttribute('data-kind');
    if (kinds.includes(kind)) return;
    await page.getByRole('button', { name: say('player', kind === 'rate' ? 'continue' : 'next.now'), exact: true }).click({ timeout: 3000 }).catch(() => undefined);
  }
  throw new Error(`no part of ${kinds}`);
};

/** Everything that can be seen: who looks, where, and what is pressed there. */
const screens = () => ({
  'staff-caseload': staffAt('clinician', () => 'people'),
  'staff-caseload-side': staffAt('therapist', () => 'people', (page) => page.locator('tbody tr .open button').first().click()),
  'staff-intake': staffAt('clinician', () => 'people/new'),
  'staff-person': staffAt('clinician', () => `people/${ids.typical.person}`, (page) => page.locator('.days .day').first().click()),
  'staff-person-grave': staffAt('clinician', () => `people/${ids.grave.person.id}`),
  'staff-person-propose': staffAt('clinician', () => `people/${ids.propose.person.id}`),
  'staff-person-adapt': staffAt('clinician', () => `people/${ids.adapt.person.id}`),
  'staff-clearance': staffAt('clinician', () => `people/${ids.open.person.id}/clearance`),
  'staff-record': staffAt('clinician', () => `people/${ids.open.person.id}/record`, (page, say) => page.locator('section li button').first().click()),
  'staff-refer': staffAt('therapist', () => `people/${ids.refer.person.id}/clearance`),
  'staff-change': staffAt('therapist', () => `people/${ids.typical.person}/change`),
  'staff-messages': staffAt('therapist', () => `people/${ids.typical.person}/messages`),
  'staff-consent': staffAt('clinician', () => `people/${ids.typical.person}/consent`),
  'staff-identity': staffAt('clinician', () => `people/${ids.typical.person}/person`),
  'staff-why': staffAt('clinician', () => `people/${ids.typical.person}`, async (page) => {
    await page.locator('.days .day').first().click();
    await page.locator('.unfolded button').first().click();
    await page.getByRole('dialog').waitFor();
  }),
  'staff-counselling': staffAt('clinician', () => `people/${ids.typical.person}/messages`),
  'staff-sign': staffAt('clinician', () => `people/${ids.propose.person.id}`, async (page, say) => { await press(page, say('staff', 'programme.sign')); await page.getByRole('dialog').waitFor(); }),
  'staff-decline': staffAt('clinician', () => `people/${ids.propose.person.id}`, async (page, say) => { await press(page, say('staff', 'programme.decline')); await page.getByRole('dialog').waitFor(); }),
  'staff-week-edit': staffAt('clinician', () => `people/${ids.adapt.person.id}`, (page, say) => press(page, say('staff', 'adaptation.edit'))),
  'staff-week-accept': staffAt('clinician', () => `people/${ids.adapt.person.id}`, async (page, say) => { await press(page, say('staff', 'adaptation.accept')); await page.getByRole('dialog').waitFor(); }),
  'staff-consent-form': staffAt('clinician', () => `people/${ids.typical.person}/consent`, async (page, say) => { await press(page, say('staff', 'consents.add')); await page.getByRole('dialog').waitFor(); }),
  'staff-erase': staffAt('clinician', () => `people/${ids.typical.person}/consent`, (page, say) => press(page, say('staff', 'erase'))),
  'staff-emergency': { as: () => ids.outsider, at: '/staff/#/emergency' },
  'staff-emergency-to-look': staffAt('administrator', () => 'emergency'),
  'staff-emergency-review': staffAt('clinician', () => 'emergency', async (page, say) => { await press(page, say('staff', 'emergency.review')); await page.getByRole('dialog').waitFor(); }),
  'staff-nobody': { as: () => ids.outsider, at: '/staff/#/people' },
  'staff-teams': staffAt('administrator', () => 'teams'),
  'staff-team-change': staffAt('administrator', () => 'teams', async (page) => { await page.locator('tbody button').first().click(); await page.getByRole('dialog').waitFor(); }),
  'staff-account-change': staffAt('administrator', () => 'accounts', async (page) => { await page.locator('tbody button').first().click(); await page.getByRole('dialog').waitFor(); }),
  'staff-classes': staffAt('therapist', () => 'classes'),
  'staff-plan-class': staffAt('therapist', () => 'classes', (page, say) => press(page, say('staff', 'classes.plan'))),
  'staff-class': staffAt('therapist', () => `classes/${ids.class}`),
  'staff-me': staffAt('therapist', () => 'me'),
  'staff-nowhere': staffAt('therapist', () => 'nowhere'),
  'staff-accounts': staffAt('administrator', () => 'accounts'),
  'staff-centre': staffAt('administrator', () => 'centre'),
  'staff-audit': staffAt('administrator', () => 'audit'),
  'staff-researcher': staffAt('researcher', () => ''),
  'staff-door': { at: '/staff/' },
  'staff-setup': { at: '/staff/', clinic: () => fresh },
  'staff-empty': { as: () => empty.staff.therapist, at: '/staff/#/people', clinic: () => empty },
  'staff-empty-classes': { as: () => empty.staff.therapist, at: '/staff/#/classes', clinic: () => empty },
  'staff-components': { as: () => clinic.staff.therapist, at: '/staff/components/' },
  'class-which': { as: () => clinic.staff.therapist, at: '/class/' },
  'class-ready': { as: () => clinic.staff.therapist, at: () => `/class/#/${ids.class}` },
  'class-playing': { as: () => clinic.staff.therapist, at: () => `/class/#/${ids.class}`, then: async (page, say) => { await press(page, say('class', 'start')); await page.waitForTimeout(300); await press(page, say('class', 'forward')); await press(page, say('class', 'forward')); } },
  'person-today': personAt('typical', 'today'),
  'person-today-quiet': personAt('quiet', 'today'),
  'person-today-waiting': personAt('waiting', 'today'),
  'person-today-fresh': personAt('fresh', 'today'),
  'person-change': personAt('typical', 'change'),
  'person-change-empty': personAt('fresh', 'change'),
  'person-plan': personAt('typical', 'plan'),
  'person-plan-empty': personAt('fresh', 'plan'),
  'person-messages': personAt('typical', 'messages'),
  'person-messages-empty': personAt('fresh', 'messages'),
  'person-settings': personAt('typical', 'settings'),
  'person-checkin': personAt('typical', 'checkin'),
  'person-checkin-open': personAt('typical', 'checkin', (page) => page.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)))),
  'person-offline': personAt('typical', 'checkin', async (page, say) => {
    await page.locator('fieldset label').nth(3).click();
    await page.route('**/api/**', (route) => route.abort());
    await press(page, say('person', 'checkin.keep'));
    await page.locator('h1').first().waitFor();
  }),
  'person-no-plan-yet': personAt('fresh', 'today', async (page, say) => {
    await daysKept(page);
    await page.route(/\/(today|offline)(\?|$)/, (route) => route.abort());
    await page.evaluate(() => new Promise((done) => {
      indexedDB.open('m').onsuccess = (opened) => {
        const writing = opened.target.result.transaction('kept', 'readwrite');
        writing.objectStore('kept').delete('offline');
        writing.oncomplete = () => { opened.target.result.close(); done(); };
      };
    }));
    await page.reload();
    await page.getByText(say('person', 'today.not_here')).waitFor();
  }),
  'person-hidden': personAt('typical', 'today', (page, say) => press(page, say('person', 'hide'))),
  'person-craving': personAt('typical', 'craving'),
  'person-craving-practice': personAt('typical', 'craving', async (page) => { await page.locator('fieldset label').nth(6).click(); await page.locator('.player').waitFor(); await page.waitForTimeout(2500); }),
  'person-craving-after': personAt('typical', 'craving', async (page, say) => {
    await page.locator('fieldset label').nth(6).click();
    await press(page, say('player', 'stop'));
    await press(page, say('player', 'stopped.keep'));
    await page.locator('fieldset label').nth(4).click();
  }),
  'person-session': personAt('typical', () => session('mind_body')),
  'person-session-rating': personAt('typical', () => session('mind_body'), inside('rate')),
  'person-session-form': personAt('typical', () => session('mind_body'), inside('form')),
  'person-session-aerobic': personAt('typical', () => session('aerobic'), inside('exercise', 'interval_work')),
  'person-session-strength': personAt('typical', () => session('combined'), inside('exercise')),
  'person-session-stopped': personAt('typical', () => session('mind_body'), async (page, say) => { await inside('form')(page, say); await press(page, say('player', 'stop')); }),
  'person-door': { at: '/' },
  'person-invitation': { at: () => `/#/invitation/${ids.invited}` },
  'person-invitation-gone': { at: '/#/invitation/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
});
let fresh;

/** Chinese signs where English is worn, or a sentence of English where Chinese is: what a person typed is theirs, and stays out. */
async function mixed(page, language) {
  return page.evaluate((worn) => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const box = node.parentElement;
      if (!box || box.closest('script, style, [lang]:not(html), .their-own, code, .address')) continue;
      const text = node.textContent.trim();
      if (text === '简体中文' || text === 'English') continue; // a language under its own name
      if (worn === 'en' && /[\u4e00-\u9fff]{2,}/.test(text.replace(/[“「][^”」]*[”」]/g, ''))) found.push(text);
      if (worn === 'zh' && /[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}/.test(text)) found.push(text);
    }
    return found.slice(0, 5);
  }, language);
}

async function ready(page) {
  await page.locator('h1, [role=dialog]').first().waitFor();
  await page.getByRole('status').filter({ hasText: /One moment|请稍/ }).first().waitFor({ state: 'detached', timeout: 15_000 }).catch(() => undefined);
  await page.waitForTimeout(250);
}

async function look(name, screen, dress) {
  const at = screen.clinic?.() ?? clinic;
  const context = await browser.newContext({ viewport: sizes.phone, serviceWorkers: 'block', locale: dress.language === 'zh' ? 'zh-CN' : 'en-GB', reducedMotion: dress.still ? 'reduce' : 'no-preference' });
  const faults = [];
  try {
    await context.addInitScript((kept) => localStorage.setItem('m.settings', JSON.stringify(kept)), { ...dress, framing: 'secular' });
    const who = screen.as?.();
    if (who) await context.addCookies(who.cookies());
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    watch(page, at.address, faults);
    page.on('console', (message) => {
      // A door that asks who is there is answered 401, and a link that is over 404: the browser writes that down by itself, and a line that is cut.
      if (message.type() === 'error' && !/status of (401|404)|net::ERR_FAILED/.test(message.text())) faults.push(`console: ${message.text()}`);
    });
    await page.setViewportSize(sizes.desk);
    await page.goto(at.address + (typeof screen.at === 'function' ? screen.at() : screen.at));
    await ready(page);
    await screen.then?.(page, says(dress));
    await ready(page);
    const label = `${name} (${dressName(dress)})`;
    for (const [size, viewport] of Object.entries({ ...sizes, ...narrow })) {
      await page.setViewportSize(viewport);
      await page.waitForTimeout(120);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) faults.push(`scrolls sideways by ${wide} px at ${size}`);
      if (shots && size in sizes) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${name}-${dressName(dress)}-${size}.png`), fullPage: process.env.SINEW_FULL === '1' });
      }
      if (size === 'phone' || size === 'desk') faults.push(...(await violations(page)));
    }
    if (name !== 'staff-components') faults.push(...(await mixed(page, dress.language)).map((text) => `another language: ${text}`));
    return faults.map((fault) => `${label}: ${fault}`);
  } catch (fault) {
    return [`${name} (${dressName(dress)}): ${fault.message.split('\n')[0]}`];
  } finally {
    await context.close();
  }
}

test('every screen: axe, one language, own origin, nothing in the console, no sideways scrolling', async () => {
  fresh = await startClinic({ data: join(empty.folder, 'fresh') });
  try {
    const all = Object.entries(screens()).filter(([name]) => only.test(name));
    const faults = [];
    const looks = [...all.entries()].flatMap(([at, [name, screen]]) => {
      const worn = process.env.SINEW_DRESSES ? process.env.SINEW_DRESSES.split(',').map((one) => dresses[one]) : process.env.SINEW_EVERY ? dresses : [dresses[at % dresses.length]];
      return worn.map((dress) => ({ name, screen, dress }));
    });
    const one = async () => {
      for (let next = looks.shift(); next; next = looks.shift()) faults.push(...(await look(next.name, next.screen, next.dress)));
    };
    await Promise.all([one(), one()]);
    assert.deepEqual(faults, []);
  } finally {
    await fresh.stop();
  }
});
