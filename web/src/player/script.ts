// The session script (knowledge/schema/session-script.schema.json) as the player reads it, and what holds at a moment.
export type Breath = 'in' | 'out' | 'natural' | 'out_hai';
export interface Segment {
  kind: 'arrive' | 'rate' | 'warm_up' | 'form' | 'teach' | 'breathe' | 'exercise' | 'interval_work' | 'interval_easy' | 'rest' | 'cool_down' | 'debrief';
  start_s: number;
  duration_s: number;
  title: string;
  instruction: string | null;
  attention: string | null;
  version: string | null;
  adaptations: string[];
  form: {
    form: string;
    name: string;
    phase: string | null;
    variant: 'seated' | 'easier' | 'full';
    easier: { variant: 'seated' | 'easier'; text: string } | null;
    side: 'none' | 'left' | 'right';
    repetition: number;
    of: number;
    round: number;
    keyframes: { form: string; phase: string | null; mirrored: boolean };
  } | null;
  exercise: {
    exercise: string;
    name: string;
    part: 'warm_up' | 'work' | 'cool_down';
    set: number;
    of: number;
    amount: number | null;
    unit: 's' | 'repetitions';
    easier: { exercise: string; text: string } | null;
  } | null;
  targets: Targets | null;
  breath: { start_s: number; duration_s: number; breath: Breath }[];
  prompts: { at_s: number; text: string }[];
}
export interface Targets {
  zone: [string, string];
  hr: { low: number; high: number; unit: '/min'; alarm: number } | null;
  no_hr?: string;
  effort: [number, number];
  borg: [number, number];
  talk: string;
}
export interface StopRule {
  id: string;
  say: string;
  action: string | null;
}
export interface SessionScript {
  format: string;
  kind: 'session' | 'on_demand' | 'meanwhile';
  language: 'en' | 'zh';
  day: number | null;
  session: number | null;
  date: string | null;
  session_kind: 'mind_body' | 'aerobic' | 'resistance' | 'combined' | 'mobility';
  total_s: number;
  targets: Targets | null;
  segments: Segment[];
  stop_rules: StopRule[];
}

/** The segment that holds at a moment; the last one also at and after the end. */
export function segmentAt(script: SessionScript, seconds: number): { segment: Segment; index: number } {
  let low = 0;
  let high = script.segments.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if ((script.segments[mid]?.start_s ?? Infinity) <= seconds) low = mid;
    else high = mid - 1;
  }
  return { segment: script.segments[low] as Segment, index: low };
}

export interface BreathNow {
  breath: Breath;
  share: number; // 0 to 1 of this breath
  fullness: number; // 0 empty to 1 full: what the ring shows
  start_s: number; // of this breath, from the start of the script
  left_s: number;
}

/** The breath at a moment. Natural breath has no pace: the ring rests half full. */
export function breathAt(script: SessionScript, seconds: number): BreathNow {
  const { segment } = segmentAt(script, seconds);
  const inside = seconds - segment.start_s;
  let cue = segment.breath[segment.breath.length - 1];
  for (const one of segment.breath)
    if (inside < one.start_s + one.duration_s) {
      cue = one;
      break;
    }
  if (!cue) return { breath: 'natural', share: 0, fullness: 0.5, start_s: segment.start_s, left_s: 0 };
  const share = Math.min(1, Math.max(0, (inside - cue.start_s) / cue.duration_s));
  const eased = (1 - Math.cos(Math.PI * share)) / 2;
  return {
    breath: cue.breath,
    share,
    fullness: cue.breath === 'in' ? eased : cue.breath === 'natural' ? 0.5 : 1 - eased,
    start_s: segment.start_s + cue.start_s,
    left_s: Math.max(0, cue.duration_s - (inside - cue.start_s)),
  };
}

/** The prompt that is to be read now: the last one that is due in its segment. */
export function promptAt(script: SessionScript, seconds: number): string | null {
  const { segment } = segmentAt(script, seconds);
  let said: string | null = null;
  for (const prompt of segment.prompts) if (segment.start_s + prompt.at_s <= seconds) said = prompt.text;
  return said;
}

/** What comes after: the next segment with another title, or another movement of the same form. */
export function nextOf(script: SessionScript, index: number): Segment | null {
  return script.segments[index + 1] ?? null;
}

/** The parts of the time line: neighbours with one title are one part. */
export function partsOf(script: SessionScript): { title: string; kind: Segment['kind']; start_s: number; duration_s: number }[] {
  const parts: { title: string; kind: Segment['kind']; start_s: number; duration_s: number }[] = [];
  for (const segment of script.segments) {
    const last = parts[parts.length - 1];
    if (last && last.title === segment.title && last.kind === segment.kind) last.duration_s += segment.duration_s;
    else parts.push({ title: segment.title, kind: segment.kind, start_s: segment.start_s, duration_s: segment.duration_s });
  }
  return parts;
}

/** What a session is made of, as somebody would tell it: neighbours of one sort are one chapter, and a rest belongs to the work round it. */
export type Chapter = 'arrive' | 'rate' | 'warm_up' | 'teach' | 'form' | 'work' | 'breathe' | 'cool_down' | 'debrief';
export function chaptersOf(script: SessionScript): { kind: Chapter; start_s: number; duration_s: number }[] {
  const chapters: { kind: Chapter; start_s: number; duration_s: number }[] = [];
  for (const { kind: of, start_s, duration_s } of script.segments) {
    const last = chapters[chapters.length - 1];
    const kind = of === 'rest' ? (last?.kind ?? 'work') : of === 'exercise' || of === 'interval_work' || of === 'interval_easy' ? 'work' : of;
    if (last?.kind === kind) last.duration_s += duration_s;
    else chapters.push({ kind, start_s, duration_s });
  }
  return chapters;
}

/** Whether a sign ends more than this session: the rule stops at once, or wants somebody to look first. */
export const endsTraining = (script: SessionScript, sign: string): boolean =>
  script.stop_rules.some((rule) => rule.id === sign && (rule.action === 'stop_now' || rule.action === 'refer_first'));

/** The script without its questions, for a place that asks them itself. */
export function withoutRatings(script: SessionScript): SessionScript {
  let at = 0;
  const segments = script.segments
    .filter((segment) => segment.kind !== 'rate')
    .map((segment) => {
      const moved = { ...segment, start_s: at };
      at += segment.duration_s;
      return moved;
    });
  return { ...script, segments, total_s: at };
}

/** Quiet breathing as it comes, where no script is kept on the device: nothing here sets a pace. */
export function quietBreath(seconds: number, title: string, instruction: string): SessionScript {
  return {
    format: 'sinew.session_script/1', kind: 'on_demand', language: 'en', day: null, session: null, date: null, session_kind: 'mind_body',
    total_s: seconds, targets: null, stop_rules: [],
    segments: [{
      kind: 'breathe', start_s: 0, duration_s: seconds, title, instruction, attention: null, version: null, adaptations: [], form: null,
      exercise: null, targets: null, breath: [{ start_s: 0, duration_s: seconds, breath: 'natural' }], prompts: [],
    }],
  };
}
