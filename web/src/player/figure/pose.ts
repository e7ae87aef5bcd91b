// Where the joints are, and the pose of a form at any moment: the `conventions` of knowledge/forms/keyframes.json,
// the same arithmetic as src/sinew/render/pose.cpp. pose.test.ts holds the two together.
import { about, aboutX, aboutY, aboutZ, mul, plus, radians, turn, type Mat, type Vec } from './space';

export type Support = 'L' | 'R' | 'both';
export interface KeyframesPack {
  skeleton: {
    segments: Record<string, number>;
    channels: Record<string, { rest?: number | string; enum?: string[] }>;
    rest_root_z: number;
    spine_split: Record<string, number[]>;
    mirror: { negate: string[] };
  };
  forms: Record<string, FormMotion>;
}
interface Phase {
  id: string;
  dur_s: number;
  keys: { t: number; pose: string; support?: Support }[];
  breath: string;
}
type Step = { phase: string } | { steps: Step[]; mirror?: boolean; repeat?: number };
interface FormMotion {
  start_pose: string;
  poses: Record<string, Record<string, number | string>>;
  phases: Phase[];
  sequence: Step[];
}

export interface Pose {
  at: Record<string, number>; // every channel by its name
  hands: { l: string; r: string };
}
export interface Limb {
  shoulder: Vec; elbow: Vec; wrist: Vec; palm: Vec; fingers: Vec;
  hip: Vec; knee: Vec; ankle: Vec; heel: Vec; ball: Vec; toe: Vec;
  upperarm: Mat; forearm: Mat; hand: Mat; thigh: Mat; shank: Mat; foot: Mat;
}
export interface Joints {
  pelvis: Vec; waist: Vec; neckBase: Vec; headBase: Vec;
  pelvisFrame: Mat; thoraxFrame: Mat; headFrame: Mat;
  l: Limb;
  r: Limb;
}
export interface TimedPhase {
  phase: string;
  mirrored: boolean;
  keys: { at: number; pose: Pose; support: Support }[]; // the first at 0
}

const sides = ['l', 'r'] as const;
const sign = { l: 1, r: -1 } as const;

export class Skeleton {
  readonly numbers: string[];
  readonly rest: Pose;
  private readonly negates: Set<string>;
  private readonly s: Record<string, number>;

  constructor(private readonly pack: KeyframesPack['skeleton']) {
    this.numbers = Object.keys(pack.channels).filter((name) => !pack.channels[name]?.enum);
    const at: Record<string, number> = {};
    for (const name of this.numbers) at[name] = Number(pack.channels[name]?.rest ?? 0);
    at['root_z'] = pack.rest_root_z;
    this.rest = { at, hands: { l: 'natural', r: 'natural' } };
    this.negates = new Set(pack.mirror.negate);
    this.s = pack.segments;
  }

  pose(listed: Record<string, number | string>): Pose {
    const pose: Pose = { at: { ...this.rest.at }, hands: { ...this.rest.hands } };
    for (const [name, value] of Object.entries(listed))
      if (typeof value === 'number') pose.at[name] = value;
      else if (name === 'hand_l') pose.hands.l = value;
      else if (name === 'hand_r') pose.hands.r = value;
    return pose;
  }

  /** The same posture seen in a mirror: sides swapped, turns reversed. */
  mirrored(pose: Pose): Pose {
    const at: Record<string, number> = {};
    for (const name of this.numbers) {
      const value = pose.at[name] ?? 0;
      const other = name.endsWith('_l') ? `${name.slice(0, -2)}_r` : name.endsWith('_r') ? `${name.slice(0, -2)}_l` : name;
      at[other] = other === name && this.negates.has(name) ? -value : value;
    }
    return { at, hands: { l: pose.hands.r, r: pose.hands.l } };
  }

  joints(pose: Pose): Joints {
    const c = (name: string) => pose.at[name] ?? 0;
    const s = (name: string) => this.s[name] ?? 0;
    const bend = (t: number, forward: number, left: number) => mul(aboutZ(t), aboutY(forward), aboutX(-left));
    const pelvis: Vec = [c('root_x'), c('root_y'), c('root_z')];
    const pelvisFrame = mul(aboutZ(c('root_yaw')), aboutY(c('pelvis_tilt')), aboutX(c('pelvis_list')));
    const split = (kind: string, k: number) => this.pack.spine_split[kind]?.[k] ?? 0.5;
    const spine = (k: number) =>
      bend(c('spine_rot') * split('rot', k), c('spine_flex') * split('flex', k), c('spine_lat') * split('lat', k));
    const lumbar = mul(pelvisFrame, spine(0));
    const waist = plus(pelvis, turn(lumbar, [0, 0, s('lumbar')]));
    const thoraxFrame = mul(lumbar, spine(1));
    const neckBase = plus(waist, turn(thoraxFrame, [0, 0, s('thorax')]));
    const halfNeck = bend(c('neck_rot') / 2, c('neck_flex') / 2, c('neck_lat') / 2);
    const neck = mul(thoraxFrame, halfNeck);
    const headBase = plus(neckBase, turn(neck, [0, 0, s('neck')]));
    const headFrame = mul(neck, halfNeck);

    const limb = (side: 'l' | 'r'): Limb => {
      const g = sign[side];
      const of = (name: string) => c(`${name}_${side}`);
      const shoulder = plus(neckBase, turn(thoraxFrame, [0, g * s('shoulder_half'), 0]));
      const plane = radians(of('sh_plane'));
      const upperarm = mul(thoraxFrame, about([g * Math.cos(plane), -Math.sin(plane), 0], of('sh_elev')), aboutZ(g * of('sh_rot')));
      const elbow = plus(shoulder, turn(upperarm, [0, 0, -s('upperarm')]));
      const forearm = mul(upperarm, aboutY(-of('el_flex')));
      const wrist = plus(elbow, turn(forearm, [0, 0, -s('forearm')]));
      const hand = mul(forearm, aboutZ(-g * of('pron')), aboutX(g * of('wr_ext')), aboutY(-of('wr_rad')));
      const hip = plus(pelvis, turn(pelvisFrame, [0, g * s('hip_half'), 0]));
      const thigh = mul(pelvisFrame, aboutY(-of('hip_flex')), aboutX(g * of('hip_abd')), aboutZ(g * of('hip_rot')));
      const knee = plus(hip, turn(thigh, [0, 0, -s('thigh')]));
      const shank = mul(thigh, aboutY(of('knee')));
      const ankle = plus(knee, turn(shank, [0, 0, -s('shank')]));
      const foot = mul(shank, aboutY(-of('ank_df')), aboutX(g * of('ank_ev')), aboutZ(g * of('ank_yaw')));
      const ball = plus(ankle, turn(foot, [s('ball_fwd'), 0, -s('foot_height')]));
      return {
        shoulder, elbow, wrist, hip, knee, ankle, ball, upperarm, forearm, hand, thigh, shank, foot,
        palm: plus(wrist, turn(hand, [0, 0, -s('hand') * 0.45])),
        fingers: plus(wrist, turn(hand, [0, 0, -s('hand')])),
        heel: plus(ankle, turn(foot, [-s('heel_back'), 0, -s('foot_height')])),
        toe: plus(ball, turn(mul(foot, aboutY(-of('mtp'))), [s('toe_len'), 0, 0])),
      };
    };
    return { pelvis, waist, neckBase, headBase, pelvisFrame, thoraxFrame, headFrame, l: limb('l'), r: limb('r') };
  }

  /** Lowers or lifts the figure so that its lowest foot stands on the floor. */
  grounded(pose: Pose): Pose {
    return { ...pose, at: { ...pose.at, root_z: (pose.at['root_z'] ?? 0) - lowest(this.joints(pose)) } };
  }

  /** The posture carried to a chair, as src/sinew/render/form_strip.cpp does it. */
  seated(pose: Pose): Pose {
    const at = { ...pose.at };
    const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
    const tilt = clamp(at['pelvis_tilt'] ?? 0, -5, 20);
    at['pelvis_tilt'] = tilt;
    at['pelvis_list'] = 0;
    at['root_yaw'] = 0;
    at['spine_flex'] = Math.min(at['spine_flex'] ?? 0, 32);
    at['spine_rot'] = clamp(at['spine_rot'] ?? 0, -30, 30);
    for (const side of sides) {
      for (const name of ['hip_rot', 'ank_df', 'ank_ev', 'ank_yaw', 'mtp']) at[`${name}_${side}`] = 0;
      at[`hip_flex_${side}`] = 86 + tilt;
      at[`hip_abd_${side}`] = 7;
      at[`knee_${side}`] = 86;
      if ((at[`sh_elev_${side}`] ?? 0) < 15)
        Object.entries({ sh_plane: 78, sh_elev: 24, sh_rot: 0, el_flex: 42, pron: 40, wr_ext: 12, wr_rad: 0 }).forEach(
          ([name, value]) => (at[`${name}_${side}`] = value),
        );
    }
    return this.grounded({ at, hands: pose.hands });
  }

  /** All phases of a form in the order of play, each with the pose it starts from. */
  timeline(form: FormMotion): TimedPhase[] {
    const posed = new Map(Object.entries(form.poses).map(([name, listed]) => [name, this.pose(listed)]));
    const of = (name: string) => posed.get(name) ?? this.rest;
    let current: TimedPhase['keys'][number] = { at: 0, pose: of(form.start_pose), support: 'both' };
    const line: TimedPhase[] = [];
    const play = (steps: Step[], mirror: boolean) => {
      for (const step of steps) {
        if ('steps' in step) {
          for (let i = 0; i < (step.repeat ?? 1); ++i) play(step.steps, mirror !== (step.mirror ?? false));
          continue;
        }
        const phase = form.phases.find((one) => one.id === step.phase);
        if (!phase) continue;
        const keys: TimedPhase['keys'] = [{ ...current, at: 0 }];
        for (const key of phase.keys) {
          const support = key.support ?? 'both';
          keys.push({
            at: key.t,
            pose: mirror ? this.mirrored(of(key.pose)) : of(key.pose),
            support: mirror && support !== 'both' ? (support === 'L' ? 'R' : 'L') : support,
          });
        }
        line.push({ phase: phase.id, mirrored: mirror, keys });
        current = keys[keys.length - 1] ?? current;
      }
    };
    play(form.sequence, false);
    return line;
  }

  /** The pose at a fraction of a phase: smoothstep over the phase, linear between keys, grounded, support feet anchored. */
  poseAt(phase: TimedPhase, fraction: number): Pose {
    const share = Math.min(1, Math.max(0, fraction));
    const warped = share * share * (3 - 2 * share);
    let i = 1;
    while (i + 1 < phase.keys.length && warped > (phase.keys[i]?.at ?? 1)) ++i;
    const from = phase.keys[i - 1] ?? { at: 0, pose: this.rest, support: 'both' as const };
    const to = phase.keys[i] ?? from;
    const f = to.at <= from.at ? 0 : Math.min(1, Math.max(0, (warped - from.at) / (to.at - from.at)));
    const at: Record<string, number> = {};
    for (const name of this.numbers) {
      const a = from.pose.at[name] ?? 0;
      at[name] = a + ((to.pose.at[name] ?? 0) - a) * f;
    }
    const pose: Pose = { at, hands: f < 0.5 ? from.pose.hands : to.pose.hands };
    const before = this.joints(pose);
    at['root_z'] = (at['root_z'] ?? 0) - lowest(before);
    if (from.pose === to.pose) return pose;
    // Planted feet stay where the keys on either side put them.
    const start = this.joints(from.pose), end = this.joints(to.pose);
    let x = 0, y = 0, feet = 0;
    for (const side of sides) {
      if (to.support === (side === 'l' ? 'R' : 'L')) continue;
      const a = start[side].ball, b = end[side].ball, now = before[side].ball;
      x += a[0] + (b[0] - a[0]) * f - now[0];
      y += a[1] + (b[1] - a[1]) * f - now[1];
      ++feet;
    }
    at['root_x'] = (at['root_x'] ?? 0) + x / feet;
    at['root_y'] = (at['root_y'] ?? 0) + y / feet;
    return pose;
  }
}

/** Height of the lowest contact point of the feet. */
export function lowest(joints: Joints): number {
  return Math.min(...sides.flatMap((side) => [joints[side].heel[2], joints[side].ball[2], joints[side].toe[2]]));
}
