import type { Answer } from './message.ts';

/** Whether two names are of one model. A server's has no hash, and one name in two weight choices is two models. */
export function isSameModel(a: Answer['model'], b: Answer['model']): boolean {
  return a.hash === b.hash && a.name === b.name;
}
