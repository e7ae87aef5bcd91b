// Walking and marching on the spot, as a picture of the activity and no pace to keep: a gait cycle of smooth curves over the joints.
// Angles in degrees, of the order seen in easy level walking (hip 20 behind to 28 before, knee to 58 in swing); recalled, and only drawn.
import type { Pose, Skeleton } from './pose';

export type Gait = 'walk' | 'jog' | 'march' | 'march_seated';
const stride: Record<Gait, number> = { walk: 1.16, jog: 0.8, march: 1.3, march_seated: 1.5 }; // seconds for two steps

/** The gait that shows an exercise; nothing for what is done in another way. */
export function gaitOf(exercise: string | undefined): Gait | null {
  if (!exercise) return null;
  if (exercise.startsWith('walk')) return 'walk';
  if (exercise.startsWith('jog')) return 'jog';
  if (exercise === 'march_seated') return 'march_seated';
  return exercise === 'march_in_place' || exercise === 'march_supported' ? 'march' : null;
}

const bump = (turn: number, at: number, wide: number) => Math.exp(-(((turn - at) / wide) ** 2));

/** @param seconds of the segment; the left heel strikes at 0 */
export function gaitPose(skeleton: Skeleton, gait: Gait, seconds: number): Pose {
  const at: Record<string, number> = { ...skeleton.rest.at };
  const seatedMarch = gait === 'march_seated';
  const high = gait === 'march' || seatedMarch;
  const strong = gait === 'jog' ? 1.35 : 1;
  for (const [side, shift] of [['l', 0], ['r', 0.5]] as const) {
    const turn = (((seconds / stride[gait] + shift) % 1) + 1) % 1; // 0 heel strike, 0.6 toe off
    const wave = Math.cos(2 * Math.PI * turn);
    const lift = bump(turn, 0.75, 0.13);
    at[`hip_flex_${side}`] = high ? 4 + 48 * lift : 4 + 24 * strong * wave;
    at[`knee_${side}`] = high ? 6 + 66 * lift : 6 + 12 * bump(turn, 0.14, 0.09) + 52 * strong * bump(turn, 0.72, 0.12);
    at[`ank_df_${side}`] = high ? 0 : 5 * bump(turn, 0.42, 0.12) - 14 * bump(turn, 0.62, 0.07);
    // The arm swings against the leg: before the body in one plane, behind it in the other, through hanging down.
    const swing = -(high ? 12 * Math.cos(2 * Math.PI * (turn - 0.25)) : 20 * strong * wave);
    at[`sh_plane_${side}`] = swing >= 0 ? 84 : -84;
    at[`sh_elev_${side}`] = Math.abs(swing);
    at[`el_flex_${side}`] = (gait === 'jog' ? 78 : 24) + Math.max(0, swing) * 0.6;
    at[`pron_${side}`] = 10;
  }
  at['spine_flex'] = gait === 'jog' ? 6 : 2;
  at['spine_rot'] = 4 * Math.cos((2 * Math.PI * seconds) / stride[gait]);
  const pose: Pose = { at, hands: { l: 'natural', r: 'natural' } };
  if (!seatedMarch) return skeleton.grounded(pose);
  const seated = skeleton.seated(skeleton.rest);
  for (const [side, shift] of [['l', 0], ['r', 0.5]] as const) {
    const lift = bump((((seconds / stride[gait] + shift) % 1) + 1) % 1, 0.75, 0.13);
    seated.at[`hip_flex_${side}`] = (seated.at[`hip_flex_${side}`] ?? 86) + 18 * lift;
  }
  return seated;
}
