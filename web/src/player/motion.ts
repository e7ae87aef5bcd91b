// Which posture belongs to a moment of a script.
import type { KeyframesPack, Pose, TimedPhase } from './figure/pose';
import { Skeleton } from './figure/pose';
import { gaitOf, gaitPose } from './figure/walk';
import { segmentAt, type Segment, type SessionScript } from './script';

export interface Standing {
  pose: Pose;
  seated: boolean;
}

export class Motion {
  readonly skeleton: Skeleton;
  private readonly lines = new Map<string, TimedPhase[]>();
  private readonly chosen = new Map<number, TimedPhase | null>();

  constructor(private readonly pack: KeyframesPack, private readonly script: SessionScript) {
    this.skeleton = new Skeleton(pack.skeleton);
  }

  /** The phase as played in the form; where it is played several times, the one that follows what came before. */
  private phaseOf(index: number): TimedPhase | null {
    const known = this.chosen.get(index);
    if (known !== undefined) return known;
    const segment = this.script.segments[index];
    const keys = segment?.form?.keyframes;
    const form = keys ? this.pack.forms[keys.form] : undefined;
    let found: TimedPhase | null = null;
    if (keys && form) {
      let line = this.lines.get(keys.form);
      if (!line) this.lines.set(keys.form, (line = this.skeleton.timeline(form)));
      const before = this.script.segments[index - 1]?.form?.keyframes;
      const fits = (one: TimedPhase, of: typeof keys | undefined) => !!of && one.phase === of.phase && one.mirrored === of.mirrored;
      found =
        line.find((one, at) => fits(one, keys) && before?.form === keys.form && at > 0 && fits(line[at - 1] as TimedPhase, before)) ??
        line.find((one) => fits(one, keys)) ?? line.find((one) => one.phase === keys.phase) ?? line[line.length - 1] ?? null;
    }
    this.chosen.set(index, found);
    return found;
  }

  /** Nothing where there is no figure to show. @param stills the posture the phase leads to, without movement */
  at(seconds: number, easier: boolean, stills: boolean): Standing | null {
    const { segment, index } = segmentAt(this.script, seconds);
    const seated = sits(segment, easier);
    if (segment.kind === 'breathe') return { pose: this.skeleton.seated(this.skeleton.rest), seated: true };
    const gait = gaitOf(segment.exercise?.exercise);
    if (gait) return { pose: gaitPose(this.skeleton, gait, stills ? 0 : seconds - segment.start_s), seated: gait === 'march_seated' };
    const phase = this.phaseOf(index);
    if (!phase) return null;
    const share = stills ? 1 : (seconds - segment.start_s) / segment.duration_s;
    const pose = this.skeleton.poseAt(phase, share);
    return { pose: seated ? this.skeleton.seated(pose) : pose, seated };
  }
}

/** Whether the figure shows this part; else the time stands in its place. */
export function isShown(segment: Segment): boolean {
  return segment.kind === 'breathe' || segment.form !== null || gaitOf(segment.exercise?.exercise) !== null;
}

function sits(segment: Segment, easier: boolean): boolean {
  return segment.form?.variant === 'seated' || (easier && segment.form?.easier?.variant === 'seated');
}
