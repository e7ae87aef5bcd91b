import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBeat } from './heart';

const view = (...bytes: number[]) => new DataView(Uint8Array.from(bytes).buffer);

test('reads heart rates as the Bluetooth service writes them', () => {
  assert.deepEqual(readBeat(view(0x00, 72)), { bpm: 72, contact: null });
  assert.deepEqual(readBeat(view(0x01, 0x2c, 0x00)), { bpm: 44, contact: null });
  assert.deepEqual(readBeat(view(0x06, 130)), { bpm: 130, contact: true });
  assert.deepEqual(readBeat(view(0x04, 130)), { bpm: 130, contact: false });
  assert.deepEqual(readBeat(view(0x16, 80, 0x00, 0x03)), { bpm: 80, contact: true });
});

test('refuses what is no pulse', () => {
  for (const bytes of [[], [0x00], [0x01, 0x50], [0x00, 0], [0x00, 20], [0x01, 0xff, 0xff]]) assert.equal(readBeat(view(...bytes)), null);
});
