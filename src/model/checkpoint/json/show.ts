import { oneLine } from '../../../result.ts';

/** A value from outside as a message quotes it: JSON or a number that is not finite, on one line, cut after 60 characters. */
export function shown(value: unknown): string {
  const line = typeof value === 'number' ? String(value) : oneLine(JSON.stringify(value));
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

/** A tensor's name as a message quotes it: unchanged when it is an ordinary one. */
export function named(name: string): string {
  return /^[\w.-]{1,100}$/.test(name) ? name : shown(name);
}

/** A name that a stranger gave, as the page shows it: on one line, cut after 100 characters. */
export function shownName(name: string): string {
  const line = oneLine(name);
  return line.length <= 100 ? line : `${line.slice(0, 99)}…`;
}
