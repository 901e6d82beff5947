/** Dates and lists in the language that the page is drawn in. */
import { language } from './language.ts';

const dayMs = 86_400_000;

/** The day of `at` (milliseconds since 1970) as seen from `now`: `today`, `yesterday`, `5 days ago`, and from a month on `Nov 28, 2026`. */
export function day(at: number, now: number): string {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(at)) / dayMs);
  if (days >= 30) return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(at);
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-Math.max(0, days), 'day');
}

/** `22:41:05`. */
export const clock = (at: number): string => new Date(at).toLocaleTimeString('en-GB');

/** `a, b, and c`. */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(language() === 'en' ? 'en-GB' : language()).format(names);

/** Sentences in a row: with blanks between them, where the language has blanks. */
export const joined = (...sentences: readonly string[]): string => sentences.join(language() === 'en' ? ' ' : '');
