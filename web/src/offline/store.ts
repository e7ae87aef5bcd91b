// What the phone keeps (IndexedDB): the days ahead, and entries on their way. Where the browser keeps nothing, memory does until the page closes.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Schemas } from '$/api/client';

export interface Waiting {
  id: string; // the entry's own id: sending it twice keeps it once
  person: string;
  entry: Schemas['Entry'];
  refused?: Schemas['Problem'];
}
interface Shape extends DBSchema {
  kept: { key: string; value: unknown };
  queue: { key: string; value: Waiting };
}

let opened: Promise<IDBPDatabase<Shape> | null> | null = null;
const memory = { kept: new Map<string, unknown>(), queue: new Map<string, Waiting>() };

/** Nothing, where the browser refuses to keep anything. */
function database(): Promise<IDBPDatabase<Shape> | null> {
  opened ??= openDB<Shape>('m', 1, {
    upgrade(made) {
      made.createObjectStore('kept');
      made.createObjectStore('queue', { keyPath: 'id' });
    },
  }).catch(() => null);
  return opened;
}

/** Whether what is kept survives closing the page. */
export async function isLasting(): Promise<boolean> {
  return (await database()) !== null;
}

export async function keep(key: string, value: unknown): Promise<void> {
  const db = await database();
  if (db) await db.put('kept', value, key).catch(() => undefined);
  else memory.kept.set(key, value);
}
export async function kept<T>(key: string): Promise<T | undefined> {
  const db = await database();
  return (db ? await db.get('kept', key).catch(() => undefined) : memory.kept.get(key)) as T | undefined;
}
/** All but the entries on their way. */
export async function forgetKept(): Promise<void> {
  const db = await database();
  if (db) await db.clear('kept').catch(() => undefined);
  memory.kept.clear();
}

/** Resolves only when the browser has written it down. @throws where it could not (full) */
export async function putEntry(waiting: Waiting): Promise<void> {
  const db = await database();
  if (!db) {
    memory.queue.set(waiting.id, waiting);
    return;
  }
  const writing = db.transaction('queue', 'readwrite', { durability: 'strict' });
  await writing.store.put(waiting);
  await writing.done;
}
export async function allEntries(): Promise<Waiting[]> {
  const db = await database();
  const all = db ? await db.getAll('queue') : [...memory.queue.values()];
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}
export async function dropEntry(id: string): Promise<void> {
  const db = await database();
  if (db) await db.delete('queue', id);
  memory.queue.delete(id);
}
