import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './ids';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('an id is a UUID of version 7 with its time in front', () => {
  const id = newId(Date.UTC(2026, 10, 23));
  assert.match(id, shape);
  assert.equal(parseInt(id.replaceAll('-', '').slice(0, 12), 16), Date.UTC(2026, 10, 23));
});

test('ids grow and never repeat, also when the clock is set back', () => {
  const now = Date.UTC(2027, 0, 1);
  const made: string[] = [];
  for (let i = 0; i < 20_000; ++i) made.push(newId(now - (i % 7) * 86_400_000));
  assert.equal(new Set(made).size, made.length);
  assert.deepEqual(made, [...made].sort());
  for (const id of made.slice(0, 50)) assert.match(id, shape);
});
