/** `text` on one line, without characters that would end or reorder the line of a message. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** A value from outside as a message quotes it: JSON or a number that is not finite, on one line, cut after 60 characters. */
export function shown(value: unknown): string {
  const line = typeof value === 'number' ? String(value) : oneLine(JSON.stringify(value));
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

/** A tensor's name as a message quotes it: unchanged when it is an ordinary one. */
export function named(name: string): string {
  return /^[\w.-]{1,100}$/.test(name) ? name : shown(name);
}
