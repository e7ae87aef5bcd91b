// The parts of a class sheet that the page shows: the plan of the lesson, duties, stop signs, emergency cards.
export interface ShownSheet {
  parts: { minutes: number; title: string; text: string }[];
  duties: string[];
  stops: string[];
  sayings: string[]; // what is said when somebody is stopped
  emergencies: { title: string; steps: string[] }[];
}

type Open = Record<string, unknown>;
const list = (value: unknown): Open[] => (Array.isArray(value) ? (value as Open[]) : []);
const said = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'object' && value ? String((value as Open)['say'] ?? (value as Open)['text'] ?? (value as Open)['title'] ?? '') : '');
const texts = (value: unknown): string[] => list(value).map(said).filter(Boolean);

/** @param number of the centre, for the lines that the sheet leaves open */
export function sheetOf(sheet: object | undefined, number = ''): ShownSheet {
  const open = (sheet ?? {}) as Open;
  return {
    parts: list(open['parts']).map((part) => ({ minutes: Math.round(Number(part['duration_s'] ?? 0) / 60), title: String(part['title'] ?? ''), text: String(part['say'] ?? '') })),
    duties: texts(open['duties']),
    stops: texts(open['stop_signs']),
    sayings: [...new Set(texts(open['stop_rules']))],
    emergencies: list(open['emergencies']).map((one) => ({ title: String(one['title'] ?? ''), steps: texts(one['steps']).map((step) => (number ? step.replace(/_{4,}/, number) : step)) })),
  };
}
