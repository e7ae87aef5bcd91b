// The findings of a clearance, read without trust.
import type { Schemas } from '$/api/client';

export interface Finding {
  rule: string;
  title: string;
  outcome: string;
  say: string;
  why: string;
  grade: string;
  status: string;
  clears_when: string | null;
  set_aside: boolean;
}
export function findingsOf(clearance: Schemas['Clearance']): Finding[] {
  const list = (clearance.answer as { findings?: unknown }).findings;
  return Array.isArray(list) ? (list as Finding[]) : [];
}
/** Findings that keep somebody from training until a person has looked. */
export const graveFindings = (clearance: Schemas['Clearance']): Finding[] =>
  findingsOf(clearance).filter((one) => !one.set_aside && !['clear', 'modify', 'supervise'].includes(one.outcome));
