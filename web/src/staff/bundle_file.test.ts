import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { largestBody, readBundle } from './bundle_file';

const file = (name: string, bytes: Uint8Array | string) => {
  const blob = new Blob([bytes as BlobPart]);
  return { name, size: blob.size, stream: () => blob.stream() };
};
const bundle = (letters: number, space = 0) => JSON.stringify({ resourceType: 'Bundle', type: 'collection', note: 'x'.repeat(letters) }, null, space);

test('the page and the server mean the same limit', () => {
  const limits = readFileSync(join(process.env['SINEW_WEB'] ?? '.', '../src/sinew/server/http_limits.hpp'), 'utf8');
  assert.equal(largestBody, Number(/kLargestBody = (\d+)U << 20U/.exec(limits)?.[1]) * 2 ** 20);
});
test('a bundle is read, plain and packed; anything else is not one', async () => {
  for (const one of [file('a.json', bundle(9)), file('a.json.gz', gzipSync(bundle(9)))]) assert.ok('bundle' in (await readBundle(one)));
  for (const one of [file('a.json', '{"resourceType":"Patient"}'), file('a.json', '{'), file('a.json.gz', bundle(9))]) assert.deepEqual(await readBundle(one), { unreadable: true });
});
test('what counts is what is sent: spaces and lines are not', async () => {
  const laid = file('a.json', bundle(9).padEnd(20_000));
  assert.ok('bundle' in (await readBundle(laid, 10_000, 40_000)));
  const large = await readBundle(file('a.json', bundle(9000)), 10_000, 40_000);
  assert.ok('tooLarge' in large && !large.beyond && large.tooLarge > 10_000);
});
test('nothing larger is read to its end, neither a file nor what a small one unpacks to', async () => {
  let read = 0;
  const huge = { name: 'a.json', size: 50_000, stream: () => { read += 1; return new Blob([]).stream(); } };
  assert.deepEqual([await readBundle(huge, 10_000, 40_000), read], [{ tooLarge: 50_000, beyond: false }, 0]);
  const packed = file('a.json.gz', gzipSync(bundle(5_000_000)));
  assert.ok(packed.size < 20_000);
  const stopped = await readBundle(packed, 10_000, 40_000);
  assert.ok('tooLarge' in stopped && stopped.beyond && stopped.tooLarge < 1_000_000);
});
