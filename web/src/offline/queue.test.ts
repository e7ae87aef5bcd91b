import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noConnection, Refusal } from '../api/problem';
import { pauseAfter, sendAll, type Box, type Send } from './queue';
import type { Waiting } from './store';

function boxOf(ids: string[], person = 'p'): Box & { held: Map<string, Waiting> } {
  const held = new Map(ids.map((id) => [id, { id, person, entry: { id, kind: 'observation', at: '2026-11-23T08:00:00+01:00' } } as Waiting]));
  return {
    held,
    all: async () => [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    put: async (one) => void held.set(one.id, one),
    drop: async (id) => void held.delete(id),
  };
}
/** A server that keeps by id, and loses `lost` answers on the way back. */
function server(lost = 0, bad: string[] = []) {
  const keeps = new Map<string, number>();
  const send: Send = async (_, entries) => {
    if (entries.some((one) => bad.includes(one.id))) throw new Refusal({ type: 'x', title: 'unreadable', status: 422 });
    const results = entries.map((one) => {
      const known = keeps.has(one.id);
      keeps.set(one.id, (keeps.get(one.id) ?? 0) + (known ? 0 : 1));
      return { id: one.id, state: known ? ('already_kept' as const) : ('kept' as const) };
    });
    if (lost-- > 0) throw new Refusal(noConnection);
    return { results };
  };
  return { keeps, send };
}
const ids = (n: number) => Array.from({ length: n }, (_, i) => `id-${String(i).padStart(4, '0')}`);

test('answers lost on the way: nothing is lost, nothing is kept twice', async () => {
  const box = boxOf(ids(120));
  const { keeps, send } = server(4);
  for (let tries = 0; tries < 5; ++tries) await sendAll('p', box, send);
  assert.equal(box.held.size, 0);
  assert.equal(keeps.size, 120);
  assert.ok([...keeps.values()].every((times) => times === 1));
});

test('without a line everything stays', async () => {
  const box = boxOf(ids(3));
  const sent = await sendAll('p', box, async () => { throw new Refusal(noConnection); });
  assert.equal(sent.outcome, 'offline');
  assert.equal(box.held.size, 3);
});

test('one entry that is refused does not hold the others back, and stays to be seen', async () => {
  const box = boxOf(ids(7));
  const { keeps, send } = server(0, ['id-0003']);
  const sent = await sendAll('p', box, send);
  assert.equal(sent.kept, 6);
  assert.equal(sent.refused, 1);
  assert.equal(keeps.size, 6);
  assert.equal(box.held.get('id-0003')?.refused?.status, 422);
  assert.equal((await sendAll('p', box, send)).outcome, 'empty');
});

test('entries of somebody else on a shared tablet are not sent in my name', async () => {
  const box = boxOf(ids(2), 'other');
  const { keeps, send } = server();
  assert.equal((await sendAll('me', box, send)).outcome, 'empty');
  assert.equal(keeps.size, 0);
  assert.equal(box.held.size, 2);
});

test('a session that is over keeps the entries', async () => {
  const box = boxOf(ids(2));
  const sent = await sendAll('p', box, async () => { throw new Refusal({ type: 'x', title: 'who?', status: 401 }); });
  assert.equal(sent.outcome, 'signed_out');
  assert.equal(box.held.size, 2);
});

test('waits longer after each failure, five minutes at most', () => {
  assert.deepEqual([1, 2, 3, 20].map(pauseAfter), [5, 10, 20, 300]);
});
