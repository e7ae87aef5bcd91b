// The parts of an answer of `adapt` that the page shows as tracked changes: the dose before and now, and what spoke for it.
import { range } from './programme';
import { say, type StaffWord } from './said';

export interface Change {
  place: string;
  label: string;
  old: string;
  next: string;
  number: boolean;
  reason?: string;
}
export interface AdaptationShown {
  say: string;
  changes: Change[];
  /** The numbers of the dose that a professional may ease. */
  parts: { place: '/dose/now/aerobic_minutes' | '/dose/now/aerobic_days' | '/dose/now/strength_minutes'; label: string; now: number }[];
  reasons: string[];
}

type Open = Record<string, unknown>;
const open = (value: unknown): Open => (value && typeof value === 'object' ? (value as Open) : {});
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map((one) => String(open(one)['text'] ?? one)) : []);
const shown = (value: unknown): string => (Array.isArray(value) ? range(value as number[]) : value === null || value === undefined ? '–' : String(value));

/** Takes the adaptation itself, or an answer that holds one. */
export function adaptationOf(answer: object): AdaptationShown {
  const whole = open(answer);
  const adaptation = whole['adaptation'] ? open(whole['adaptation']) : whole;
  const dose = open(adaptation['dose']);
  const before = open(dose['before']);
  const now = open(dose['now']);
  const changes = Object.keys(now)
    .filter((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]))
    .map((key) => ({
      place: `/dose/now/${key}`,
      label: say(`dose.${key}` as StaffWord),
      old: shown(before[key]),
      next: shown(now[key]),
      number: typeof now[key] === 'number',
    }));
  return {
    say: String(adaptation['say'] ?? ''),
    changes,
    parts: (['aerobic_minutes', 'aerobic_days', 'strength_minutes'] as const)
      .filter((key) => Number(now[key]) > 0)
      .map((key) => ({ place: `/dose/now/${key}` as const, label: say(`dose.${key}`), now: Number(now[key]) })),
    reasons: [...texts(adaptation['reasons']), ...texts(adaptation['flags']), ...texts(adaptation['actions'])],
  };
}
