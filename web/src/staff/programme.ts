// The parts of an answer of `prescribe` that the pages show, read without trust: a field that is not there is empty, never invented.
export interface SessionTargets {
  zone: string[];
  hr: { low: number; high: number; alarm: number } | null;
  effort: number[];
  talk: string;
}
export interface PlannedSession {
  session: number;
  kind: string;
  when: string;
  setting: string;
  minutes: Record<string, number>;
  targets: SessionTargets;
  strength: { pct_1rm: number[]; sets: number[]; reps: number[] } | null;
  exercises: { name: string; part: string; sets: number; amount: number; unit: string }[];
  forms: { name: string; repetitions: number; variant: string; new: boolean }[];
}
export interface PlannedDay {
  day: number;
  date: string;
  rest: boolean;
  sessions: PlannedSession[];
}
export interface PlannedWeek {
  week: number;
  if_progress: boolean;
  needs_new_screening: boolean;
  stage: string;
  dose: { aerobic_minutes: number; aerobic_days: number; strength_minutes: number; strength_days: number; total_minutes: number };
  days: PlannedDay[];
}
export interface Choice {
  id: string;
  title: string;
  answer: string;
  grade: string;
  status: string;
}
export interface ProgrammeAnswer {
  kind: string;
  say: string;
  start: string;
  weeks: PlannedWeek[];
  choices: Choice[];
  honesty: string[];
}

type Open = Record<string, unknown>;
const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function programmeOf(answer: object): ProgrammeAnswer {
  const open = answer as Open;
  return {
    kind: text(open['kind']),
    say: text(open['say']),
    start: text(open['start']),
    weeks: list<PlannedWeek>(open['weeks']),
    choices: list<Choice>(open['choices']),
    honesty: list<string>(open['honesty']),
  };
}

/** "3" or "3–4" */
export const range = (values: number[] | null | undefined): string => {
  if (!values || values.length === 0) return '';
  const [low, high] = [values[0], values[values.length - 1]];
  return low === high ? String(low) : `${low}–${high}`;
};

/** Today on the reader's own calendar. */
export const today = (now = new Date()): string => `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;

/** The place in the list of the week that holds this day; the first before the programme begins, the last after its end. */
export const weekOf = (weeks: PlannedWeek[], day: string): number =>
  Math.max(0, weeks.findLastIndex((one) => (one.days[0]?.date ?? '9') <= day));
