import { faultTitle } from '../../findings/copy/fault.ts';

/** What a fault is: the words come when they are needed, since few people inject one. */
export function FaultTitle({ name }: { name: string }) {
  return faultTitle(name);
}
