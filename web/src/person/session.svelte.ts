// Who is here, and what the device keeps for them.
import { get, onSignedOut, post, remove, useToken, type Schemas } from '$/api/client';
import { isOffline, Refusal } from '$/api/problem';
import { follow } from '$/design/settings.svelte';
import { allEntries, forgetKept, keep, kept } from '$/offline/store';
import { beginSync, dayHere } from '$/offline/sync.svelte';
import { packOf } from '$/player/pack';
import type { KeyframesPack } from '$/player/figure/pose';
import { endsTraining, type SessionScript } from '$/player/script';
import { route } from './route.svelte';

export const here = $state({
  state: 'starting' as 'starting' | 'out' | 'locked' | 'second_factor' | 'in' | 'staff',
  me: null as Schemas['Me'] | null,
  online: true,
  over: false, // the session ended by itself
  bundle: null as Schemas['Offline'] | null,
  today: null as Schemas['Today'] | null,
  held: false, // a stop sign was said on this device: training waits until the team's own answer is here
  doneHere: [] as string[], // "day/session" that this device finished and the server may not know yet
});

export const personId = (): string => here.me?.person ?? '';

export const isLed = (): boolean => ['session', 'practice', 'meanwhile', 'craving'].includes(route.name);
/** Somebody is led, or is entering something: nothing takes the screen away. */
const isHeld = (): boolean => isLed() || route.name === 'checkin';

function endIt(): void {
  if (here.state === 'in') here.over = true; // else the refusal was told already, or nobody had been in
  if (here.state !== 'in' || !isHeld()) here.state = 'out'; // else when they are through: `leaveWhatIsOver`
}
onSignedOut(() => {
  if (here.state === 'in') endIt();
});
export function leaveWhatIsOver(): void {
  if (here.over && here.state === 'in' && !isHeld()) here.state = 'out';
}

async function settle(me: Schemas['Me']): Promise<void> {
  here.me = me;
  useToken(me.csrf);
  follow({ language: me.language, framing: me.framing });
  if (me.role !== 'person') here.state = 'staff';
  else if (me.locked) here.state = 'locked';
  else if (me.second_factor === 'due') here.state = 'second_factor';
  else {
    here.state = 'in';
    here.over = false;
    await keep('me', $state.snapshot(me));
    await beginSync(personId());
    void refresh();
  }
}

/** From the device first, so that the first screen needs no network; then from the server. */
export async function begin(): Promise<void> {
  watchTheLine();
  const before = await kept<Schemas['Me']>('me');
  if (before?.person) {
    here.me = before;
    useToken(before.csrf);
    here.bundle = (await kept<Schemas['Offline']>('offline')) ?? null;
    here.today = todayOf(here.bundle);
    here.doneHere = (await kept<string[]>('done')) ?? [];
    here.held = (await kept<string>('held')) === before.person;
    if (here.bundle) here.state = 'in';
    await beginSync(before.person);
  }
  await askWhoIsHere();
}

async function askWhoIsHere(): Promise<void> {
  try {
    await settle(await get('/api/v1/session'));
    here.online = true;
  } catch (error) {
    if (isOffline(error) || (error instanceof Refusal && error.problem.status >= 500)) {
      here.online = false;
      // Who signed in and lost the line before the days ahead had come can still check in and practise.
      if (here.state === 'starting') here.state = here.me?.person ? 'in' : 'out';
    } else {
      endIt();
    }
  }
}

let watching = false;
/** The line comes back without being asked: the browser says so, or the page is looked at again; a server that was away is asked now and then. */
function watchTheLine(): void {
  if (watching) return;
  watching = true;
  const look = () => {
    if (!here.online && here.state === 'in' && !isHeld() && document.visibilityState === 'visible') void askWhoIsHere();
  };
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, 30_000);
}

export async function signIn(login: string, password: string, code?: string): Promise<void> {
  await settle(await post('/api/v1/session', { body: { login, password, ...(code ? { code } : {}) } }));
}
export async function accept(token: string, body: { login?: string; password: string; pin?: string }): Promise<void> {
  await settle(await post('/api/v1/invitations/{token}', { parts: { token }, body }));
}
export async function unlock(pin: string): Promise<void> {
  await settle(await post('/api/v1/session/unlock', { body: { pin } }));
}
export async function secondFactor(code: string): Promise<void> {
  await settle(await post('/api/v1/session/second-factor', { body: { code } }));
}
export async function lock(): Promise<void> {
  await settle(await post('/api/v1/session/lock'));
}
export async function signOut(): Promise<void> {
  await remove('/api/v1/session').catch(() => undefined);
  await forgetKept();
  Object.assign(here, { me: null, bundle: null, today: null, state: 'out', over: false, held: false, doneHere: [] });
  await beginSync('');
}

/** The kept day, moved to today where the phone was without a network for some days. It shows what was planned; it decides nothing. */
export function todayOf(bundle: Schemas['Offline'] | null, date = dayHere()): Schemas['Today'] | null {
  if (!bundle) return null;
  if (bundle.today.date === date) return bundle.today;
  const lines = bundle.lines.filter((line) => line.date === date);
  const { next_step: _old, ...rest } = bundle.today;
  return { ...rest, date, next: lines[0] ?? null, later: lines.slice(1) };
}

const signWaits = async (person: string) =>
  (await allEntries()).some((one) => one.person === person && (one.entry.session_done?.stop_signs?.length ?? 0) > 0);
/** Before the entry is written down: closing the app between the two must not open training again. */
export async function holdAfter(script: SessionScript, signs: string[]): Promise<void> {
  if (!personId() || !signs.some((sign) => endsTraining(script, sign))) return;
  here.held = true;
  await keep('held', personId());
}

let refreshing: Promise<void> | null = null;
/** Today and the next 14 days from the server; the device keeps them. */
export function refresh(): Promise<void> {
  refreshing ??= (async () => {
    const person = personId();
    const told = !here.held || !(await signWaits(person)); // else this answer may be from before the sign
    try {
      here.today = await get('/api/v1/people/{person}/today', { parts: { person }, query: { date: dayHere() } });
      here.online = true;
      const bundle = await get('/api/v1/people/{person}/offline', { parts: { person }, query: { date: dayHere() } });
      here.bundle = bundle;
      await keep('offline', $state.snapshot(bundle));
      if (!(await kept('figure'))) await keep('figure', await get('/api/v1/figure'));
      here.doneHere = [];
      await keep('done', []);
      if (told && here.held) {
        here.held = false;
        await keep('held', '');
      }
    } catch (error) {
      here.online = !isOffline(error);
      here.today ??= todayOf(here.bundle);
    } finally {
      refreshing = null;
    }
  })();
  return refreshing;
}

export async function figure(): Promise<KeyframesPack | null> {
  const before = packOf(await kept('figure'));
  if (before) return before;
  try {
    const fresh = await get('/api/v1/figure');
    await keep('figure', fresh);
    return packOf(fresh);
  } catch {
    return null;
  }
}

/** From the device where it is kept, else from the server. @throws Refusal */
export async function scriptOf(day: number, session: number): Promise<SessionScript> {
  const before = here.bundle?.scripts[`${day}/${session}`];
  if (before) return $state.snapshot(before) as unknown as SessionScript;
  return (await get('/api/v1/people/{person}/sessions/{day}/{session}', { parts: { person: personId(), day, session } })) as unknown as SessionScript;
}
export async function meanwhileOf(activity: string): Promise<SessionScript> {
  const before = here.bundle?.meanwhile?.[activity];
  if (before) return $state.snapshot(before) as unknown as SessionScript;
  return (await get('/api/v1/people/{person}/meanwhile/{activity}', { parts: { person: personId(), activity } })) as unknown as SessionScript;
}
/** Nothing where the device has none: then a quiet breath does as well. */
export function onDemand(): SessionScript | null {
  const script = here.held ? null : here.bundle?.on_demand; // it may hold movements; what is left while training waits is a quiet breath
  return script && 'segments' in script ? ($state.snapshot(script) as unknown as SessionScript) : null;
}

export async function noteDone(key: string): Promise<void> {
  here.doneHere = [...here.doneHere, key];
  await keep('done', $state.snapshot(here.doneHere));
}
