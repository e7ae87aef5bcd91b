// Entries on their way, as the screen sees them. Written down first, sent when there is a line, shown as waiting until the server has them.
import { post, type Schemas } from '$/api/client';
import { newId } from '$/api/ids';
import { pauseAfter, sendAll } from './queue';
import { allEntries, dropEntry, isLasting, putEntry, type Waiting } from './store';

export const sync = $state({
  waiting: 0,
  refused: [] as Waiting[],
  sending: false,
  fragile: false, // the browser may throw away what waits
  said: [] as string[], // what the server answers to the person
});
let person = '';
let failures = 0;
let again = false; // asked to send while sending
let timer: ReturnType<typeof setTimeout> | undefined;

/** "2026-11-23T08:05:00+01:00": the moment on this phone, with its own zone. */
export function momentHere(now = new Date()): string {
  const minutes = -now.getTimezoneOffset();
  const pad = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
  const local = new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${minutes < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}
export const dayHere = (now = new Date()): string => momentHere(now).slice(0, 10);

async function count(): Promise<void> {
  const all = (await allEntries()).filter((one) => one.person === person);
  sync.waiting = all.filter((one) => !one.refused).length;
  sync.refused = all.filter((one) => one.refused);
}

/** Keeps an entry on the device, then tries to send. Resolves when it is written down. */
export async function record(entry: Omit<Schemas['Entry'], 'id' | 'at'>): Promise<void> {
  const id = newId();
  await putEntry({ id, person, entry: { ...entry, id, at: momentHere() } });
  await count();
  void send();
}

/** Sends what waits. Two pages of one browser take turns. */
export async function send(): Promise<void> {
  if (!person) return;
  if (sync.sending) {
    again = true;
    return;
  }
  clearTimeout(timer);
  again = false;
  sync.sending = true;
  try {
    const work = () =>
      sendAll(person, { all: allEntries, put: putEntry, drop: dropEntry }, (whose, entries) =>
        post('/api/v1/people/{person}/entries', { parts: { person: whose }, body: { entries } }),
      );
    const sent = navigator.locks ? await navigator.locks.request('m.send', work) : await work();
    sync.said.push(...sent.say);
    failures = sent.outcome === 'offline' || sent.outcome === 'later' ? failures + 1 : 0;
    if (failures > 0) timer = setTimeout(() => void send(), pauseAfter(failures) * 1000);
  } finally {
    sync.sending = false;
    await count();
  }
  if (again && failures === 0 && sync.waiting > 0) void send();
}

/** Lets go of an entry that the server will never take; the person has seen why. */
export async function letGo(id: string): Promise<void> {
  await dropEntry(id);
  await count();
}

async function askToStay(): Promise<void> {
  const lasting = await isLasting();
  const stays = (await navigator.storage?.persisted?.().catch(() => false)) || (await navigator.storage?.persist?.().catch(() => false));
  sync.fragile = !lasting || !stays;
}

let listening = false;
/** For the person who is signed in; nothing: nobody. */
export async function beginSync(whose: string): Promise<void> {
  person = whose;
  await count();
  if (!whose) return;
  if (!listening) {
    listening = true;
    addEventListener('online', () => void send());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void send();
    });
  }
  void askToStay();
  void send();
}
