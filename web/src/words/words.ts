// Words of the screen in the reader's language. Clinical sentences come from the server; these name buttons and places.
import { settings } from '$/design/settings.svelte';

export type Language = 'en' | 'zh';
export type WordList = Record<string, { en: string; zh: string }>;

/** A function that says the words of one list: `say('today.start')`, `say('queue.waiting', { n: 3 })`. */
export function speaker<List extends WordList>(list: List) {
  return (key: keyof List & string, parts?: Record<string, string | number>): string =>
    fill((list[key] as WordList[string])[settings.language], parts);
}

/** Puts values into {places}; `{n|entry|entries}` chooses by number. */
export function fill(text: string, parts: Record<string, string | number> = {}): string {
  return text
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) => (Number(parts[name]) === 1 ? one : many))
    .replace(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
}

const locale = () => (settings.language === 'zh' ? 'zh-CN' : 'en-GB');

/** "Monday 23 November"; the day is a calendar day, without a zone. */
export function sayDay(day: string, style: 'long' | 'dated' | 'near' | 'short' | 'weekday' | 'named' = 'long'): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const options: Intl.DateTimeFormatOptions =
    style === 'weekday'
      ? { weekday: 'narrow' }
      : style === 'named'
        ? { weekday: 'short' }
        : style === 'short'
          ? { day: 'numeric', month: 'short' }
          : style === 'near'
            ? { weekday: 'short', day: 'numeric', month: 'short' }
            : { weekday: 'long', day: 'numeric', month: 'long', ...(style === 'dated' ? { year: 'numeric' } : {}) };
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(date);
}

/** "23 Nov 2026" of a year, a month, a day or a moment; what is no date is said as it stands. */
export function sayDate(when: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(when)?.[0];
  if (!day) return when;
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
}

/** "23 Nov, 10:05" in the reader's own zone. */
export function sayMoment(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(date);
}

export function sayNumber(value: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
}
