// The figure's arithmetic against tests/golden/figure/joints.csv, which was made by the checker of the keyframes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawPerson } from './body';
import { lowest, Skeleton, type KeyframesPack } from './pose';
import type { Vec } from './space';
import { plus, turn } from './space';

const house = join(process.env['SINEW_WEB'] ?? '.', '..');
const pack = JSON.parse(readFileSync(join(house, 'knowledge/forms/keyframes.json'), 'utf8')) as KeyframesPack;
const skeleton = new Skeleton(pack.skeleton);

test('joints are where the checker puts them, in every phase of every form', () => {
  const [head = '', ...rows] = readFileSync(join(house, 'tests/golden/figure/joints.csv'), 'utf8').trim().split('\n');
  const columns = head.split(',');
  const lines = new Map(Object.entries(pack.forms).map(([name, form]) => [name, skeleton.timeline(form)]));
  let compared = 0;
  for (const row of rows) {
    const values = row.split(',');
    const phase = lines.get(values[0] ?? '')?.[Number(values[1])];
    assert.ok(phase, row.slice(0, 30));
    const j = skeleton.joints(skeleton.poseAt(phase, Number(values[2])));
    const head_top = plus(j.headBase, turn(j.headFrame, [0, 0, pack.skeleton.segments['head'] ?? 0]));
    const places: Record<string, Vec> = {
      pelvis: j.pelvis, neck_base: j.neckBase, head_top, elbow_l: j.l.elbow, palm_l: j.l.palm, fingers_r: j.r.fingers,
      wrist_r: j.r.wrist, knee_l: j.l.knee, knee_r: j.r.knee, ball_l: j.l.ball, toe_r: j.r.toe,
    };
    for (const [name, place] of Object.entries(places))
      ['x', 'y', 'z'].forEach((axis, i) => {
        const wanted = Number(values[columns.indexOf(`${name}_${axis}`)]);
        assert.ok(Math.abs((place[i] ?? NaN) - wanted) < 2e-6, `${values.slice(0, 3)} ${name}_${axis}: ${place[i]} ${wanted}`);
        ++compared;
      });
  }
  assert.ok(compared > 9000, String(compared));
});

test('a mirrored pose mirrored again is the pose', () => {
  for (const form of Object.values(pack.forms))
    for (const listed of Object.values(form.poses)) {
      const pose = skeleton.pose(listed);
      const twice = skeleton.mirrored(skeleton.mirrored(pose));
      for (const name of skeleton.numbers) assert.equal(twice.at[name], pose.at[name]);
    }
});

test('seated and standing figures stand on the floor and are drawn with finite numbers', () => {
  for (const form of Object.values(pack.forms))
    for (const phase of skeleton.timeline(form))
      for (const seated of [false, true]) {
        const pose = seated ? skeleton.seated(skeleton.poseAt(phase, 0.6)) : skeleton.poseAt(phase, 0.6);
        const joints = skeleton.joints(pose);
        assert.ok(Math.abs(lowest(joints)) < 1e-9);
        const shapes = drawPerson(joints, pose, { azimuth: 12, elevation: 7, scale: 300, centre: [0, 0, 0], floor: [200, 400] }, seated);
        assert.ok(shapes.length > 15);
        for (const shape of shapes) for (const outline of shape.outlines) assert.ok(outline.every(Number.isFinite));
      }
});
