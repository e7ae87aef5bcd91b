// What a session was, as entries for the server.
import type { Schemas } from '$/api/client';
import { newId } from '$/api/ids';
import type { SessionScript } from './script';

export interface Ratings {
  cravingBefore: number | null; // 0 to 10
  cravingAfter: number | null;
  moodBefore: number | null; // -5 to 5
  moodAfter: number | null;
  effort: number | null; // 0 to 10
}
export interface Result extends Ratings {
  status: 'done' | 'partly' | 'stopped';
  minutes: number;
  stopSigns: string[];
  how: string;
  hrMean: number | null;
}
type Entry = Omit<Schemas['Entry'], 'id' | 'at'>;

export const noRatings = (): Ratings => ({ cravingBefore: null, cravingAfter: null, moodBefore: null, moodAfter: null, effort: null });

/** The steps 0 to 10 on the scale of the craving outcome, 0 to 100. */
export const cravingPoints = (step: number): number => step * 10;

export function observation(outcome: string, value: number | null, moment: 'now' | 'before' | 'after', bout: string, practice: boolean): Entry[] {
  if (value === null) return [];
  return [{ kind: 'observation', observation: { outcome, value, moment, bout, practice } }];
}

/** Observations before and after, joined by one bout, then the session itself. */
export function entriesOf(script: SessionScript, result: Result, bout: string = newId()): Entry[] {
  const at = (value: number | null) => (value === null ? null : cravingPoints(value));
  return [
    ...observation('craving_vas', at(result.cravingBefore), 'before', bout, true),
    ...observation('mood', result.moodBefore, 'before', bout, true),
    ...observation('craving_vas', at(result.cravingAfter), 'after', bout, true),
    ...observation('mood', result.moodAfter, 'after', bout, true),
    {
      kind: 'session_done',
      session_done: {
        day: script.kind === 'session' ? (script.day ?? 0) : 0,
        session: script.kind === 'session' ? (script.session ?? 0) : 0,
        status: result.status,
        minutes: Math.round(result.minutes * 10) / 10,
        effort: result.effort,
        hr_mean: result.hrMean,
        ...(result.stopSigns.length ? { stop_signs: result.stopSigns } : {}),
        ...(result.how ? { how: result.how } : {}),
        script: script.kind,
      },
    },
  ];
}
