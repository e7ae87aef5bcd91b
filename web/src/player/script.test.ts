import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pacedBreath } from './paced_for_test';
import { breathAt, partsOf, promptAt, segmentAt, withoutRatings, type SessionScript } from './script';

const given = JSON.parse(readFileSync(join(process.env['SINEW_WEB'] ?? '.', 'mock/scripts.json'), 'utf8')) as { scripts: Record<string, SessionScript>; on_demand: SessionScript };

test('every moment of real scripts has its segment and a breath that lies inside it', () => {
  for (const script of [...Object.values(given.scripts), given.on_demand]) {
    for (let at = 0; at < script.total_s; at += 0.37) {
      const { segment } = segmentAt(script, at);
      assert.ok(segment.start_s <= at && at < segment.start_s + segment.duration_s + 1e-6);
      const breath = breathAt(script, at);
      assert.ok(breath.share >= 0 && breath.share <= 1 && breath.fullness >= 0 && breath.fullness <= 1);
      assert.ok(breath.start_s <= at + 1e-6);
    }
    assert.equal(segmentAt(script, script.total_s + 5).index, script.segments.length - 1);
    const parts = partsOf(script);
    assert.ok(Math.abs(parts.reduce((sum, part) => sum + part.duration_s, 0) - script.total_s) < 0.01);
  }
});

test('the ring fills with the in breath and empties with the out breath, without a jump between them', () => {
  const script = pacedBreath(4, 6, 60);
  assert.equal(breathAt(script, 0).fullness, 0);
  assert.ok(Math.abs(breathAt(script, 2).fullness - 0.5) < 1e-9);
  for (const edge of [4, 10, 14, 20]) {
    const before = breathAt(script, edge - 1e-6).fullness;
    const after = breathAt(script, edge + 1e-6).fullness;
    assert.ok(Math.abs(before - after) < 1e-6, `${edge}: ${before} ${after}`);
  }
  assert.equal(breathAt(script, 4.1).breath, 'out');
  assert.equal(breathAt(script, 59.99).breath, 'out');
});

test('a prompt is said when it is due and not before', () => {
  const script = pacedBreath(4, 6, 60);
  script.segments[0]?.prompts.push({ at_s: 0, text: 'a' }, { at_s: 20, text: 'b' });
  assert.equal(promptAt(script, 19.9), 'a');
  assert.equal(promptAt(script, 20), 'b');
});

test('without its questions a script still has no gap', () => {
  const script = withoutRatings(given.on_demand);
  let at = 0;
  for (const segment of script.segments) {
    assert.ok(Math.abs(segment.start_s - at) < 1e-9 && segment.kind !== 'rate');
    at += segment.duration_s;
  }
  assert.equal(script.total_s, at);
  assert.ok(script.total_s > 60);
});
