import type { Command, Recording } from '../../gpu/recording.ts';
import type { StepName } from '../../vocabulary/program.ts';
import type { Tap } from '../pass/forward.ts';

const key = (layer: number | null, step: string) => `${layer}.${step}`;

/** Neighbouring commands of one step in one layer. */
interface Section {
  layer: number | null;
  step: StepName;
  commands: Command<Tap>[];
}

/** Each recording is cut once, since it is replayed at many positions. */
const cut = new WeakMap<Recording<Tap>, Section[]>();

/** A recording divided where the step changes. A mark belongs to the step before it. */
export function sections(recording: Recording<Tap>): Section[] {
  const known = cut.get(recording);
  if (known) return known;
  const found: Section[] = [];
  for (const command of recording.commands) {
    const last = found.at(-1);
    if (command.kind === 'mark' || (last && key(last.layer, last.step) === key(command.layer, command.step))) {
      last!.commands.push(command);
    } else {
      found.push({ layer: command.layer, step: command.step as StepName, commands: [command] });
    }
  }
  cut.set(recording, found);
  return found;
}
