import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lowest, Skeleton, type KeyframesPack } from './pose';
import { gaitOf, gaitPose } from './walk';

const pack = JSON.parse(readFileSync('../knowledge/forms/keyframes.json', 'utf8')) as KeyframesPack;
const skeleton = new Skeleton(pack.skeleton);
const limits = pack.skeleton.channels as Record<string, { min?: number; max?: number }>;

test('walking moves without jumps, stays on the floor and inside every joint’s range', () => {
  for (const gait of ['walk', 'jog', 'march', 'march_seated'] as const) {
    let before: number[] | null = null;
    for (let ms = 0; ms < 4000; ms += 10) {
      const pose = gaitPose(skeleton, gait, ms / 1000);
      for (const [name, value] of Object.entries(pose.at)) {
        const { min = -Infinity, max = Infinity } = limits[name] ?? {};
        assert.ok(value >= min && value <= max, `${gait}: ${name} ${value}`);
      }
      const joints = skeleton.joints(pose);
      assert.ok(Math.abs(lowest(joints)) < (gait === 'march_seated' ? 5e-3 : 1e-9), gait); // on a chair both heels may be a hair off
      const now = [...joints.l.ankle, ...joints.r.ankle, ...joints.l.wrist, ...joints.r.wrist];
      // In swing an ankle makes about 2.3 body heights a second, in jogging twice that.
      if (before) for (const [i, value] of now.entries()) assert.ok(Math.abs(value - (before[i] ?? 0)) < (gait === 'jog' ? 0.06 : 0.03), `${gait} jumps at ${ms} ms`);
      before = now;
    }
  }
});

test('only what is walked or marched is shown so', () => {
  assert.equal(gaitOf('walk_brisk'), 'walk');
  assert.equal(gaitOf('march_supported'), 'march');
  for (const other of ['wall_push_up', 'cycle_easy', 'seated_toe_taps', undefined]) assert.equal(gaitOf(other), null);
});
