// A record as the pages read it: each fact with its state, words, moment and source. "Not known", "never" and "no" are three things; nothing is guessed.
import type { Language } from '$/words/words';
import list from './facts.json';

export interface FactKind {
  where: string; // "facts" or "person"
  fact: string;
  group: string;
  kind: string; // "yes_no", "number", "choice", "date"
  en: string;
  zh: string;
  unit_en?: string;
  unit_zh?: string;
  lowest?: number;
  highest?: number;
  whole?: boolean;
  never?: boolean; // null says never, not unknown
  values?: { value: string; en: string; zh: string }[];
}
export type Record = { [key: string]: unknown };
export type State = 'said' | 'not_known' | 'never' | 'invalid' | 'absent';
export interface Fact {
  kind: FactKind;
  state: State;
  value: unknown;
  at: string | null; // when it was observed
  source: string;
}

export const kinds: readonly FactKind[] = list.facts;
export const groups = ['safety', 'measurements', 'substances', 'conditions', 'person'] as const;
export const lists = list.lists;

const isObject = (value: unknown): value is Record => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a record says of one fact. A bare value was observed when the record was. */
export function factOf(record: Record, kind: FactKind): Fact {
  const home = record[kind.where];
  const told = isObject(home) ? home[kind.fact] : undefined;
  const assessed = kind.where === 'facts' && typeof record['assessed_at'] === 'string' ? record['assessed_at'] : null;
  const none: Fact = { kind, state: 'absent', value: null, at: null, source: '' };
  if (told === undefined) return none;
  if (!isObject(told)) return { kind, state: told === null ? (kind.never ? 'never' : 'not_known') : 'said', value: told, at: told === null && !kind.never ? null : assessed, source: '' };
  const at = 'observed_at' in told ? (told['observed_at'] as string | null) : assessed;
  const source = typeof told['source'] === 'string' ? told['source'] : '';
  if ('invalid' in told) return { kind, state: 'invalid', value: told['invalid'], at, source };
  const value = told['value'] ?? null;
  return { kind, state: value === null ? (kind.never ? 'never' : 'not_known') : 'said', value, at, source };
}
export const factsOf = (record: Record): Fact[] => kinds.map((kind) => factOf(record, kind));

/** The value in words, with its unit; yes and no in the words handed in. */
export function sayFact(fact: Fact, language: Language, words: { yes: string; no: string }): string {
  if (fact.value === true) return words.yes;
  if (fact.value === false) return words.no;
  if (typeof fact.value === 'number') {
    const unit = language === 'zh' ? fact.kind.unit_zh : fact.kind.unit_en;
    return `${new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 1 }).format(fact.value)}${unit ? ` ${unit}` : ''}`;
  }
  return fact.kind.values?.find((one) => one.value === fact.value)?.[language] ?? String(fact.value ?? '');
}

/** The record with one fact corrected; everything else as it was. @param value null: not known (or never, where that is an answer) */
export function corrected(record: Record, kind: FactKind, value: unknown, at: string | null): Record {
  const home = isObject(record[kind.where]) ? (record[kind.where] as Record) : {};
  const told = kind.where === 'person' || value === null && !kind.never ? value : { value, ...(at ? { observed_at: at } : {}) };
  return { ...record, [kind.where]: { ...home, [kind.fact]: told } };
}

/** Whether a condition is there, for whoever has a minute: yes, or a state other than the usual one. Not known and no are not. */
const usual = ['none', 'normal'];
const reassuring = ['drinking_fluids_ok', 'regularly_active', 'ecg_available', 'naloxone_kit', 'desired_intensity', 'medical_clearance', 'obstetric_clearance'];
const isPresent = (fact: Fact) =>
  fact.state === 'said' && !reassuring.includes(fact.kind.fact) && (fact.value === true || (typeof fact.value === 'string' && !usual.includes(fact.value)));
const medicineFacts = ['moud', 'benzo_status', 'anticoagulant', 'insulin_or_secretagogue', 'beta_blocker', 'alpha2_agonist', 'heat_impairing_drug', 'qt_drugs_count'];

/** What minutes need from a record: conditions that are there, medicines taken, and which of the medicines nobody has asked about. */
export function atAGlance(record: Record): { conditions: Fact[]; medicines: Fact[]; unknown: Fact[]; use: Fact[] } {
  const all = factsOf(record);
  const named = (name: string) => all.filter((fact) => fact.kind.fact === name);
  const medicines = medicineFacts.flatMap(named);
  const taken = medicines.filter((fact) => isPresent(fact) || (typeof fact.value === 'number' && fact.value > 0));
  return {
    conditions: all.filter((fact) => (fact.kind.group === 'conditions' || fact.kind.group === 'safety') && isPresent(fact)),
    medicines: taken.flatMap((fact) => (fact.kind.fact === 'moud' ? [fact, ...named('moud_dose_mg').filter((dose) => dose.state === 'said')] : [fact])),
    unknown: medicines.filter((fact) => fact.state !== 'said'),
    use: ['primary_substance', 'days_since_last_use', 'overdose_hours_ago', 'naloxone_kit'].flatMap(named).filter((fact) => fact.state === 'said'),
  };
}
