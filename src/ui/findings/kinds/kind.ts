import type { ComponentType, ReactNode } from 'react';
import type { ToldOf } from '../../../findings/format/told.ts';
import type { FindingOf, KindName, SpecOf } from '../../../findings/kinds/kinds.ts';
import type { OpenedOf } from '../../../findings/open/opened.ts';
import type { ModelCircumstances, PromptPolicy } from '../../../findings/record.ts';
import type { OutcomeOf } from '../../../store/findings/rerunning.ts';
import type { SubjectOf } from '../../../store/findings/sharing.ts';

/** How the page shares, shows and runs findings of one kind. */
export interface KindOnPage<K extends KindName> {
  share: {
    /** What may be withheld, and how much of it; empty where nothing is anybody's own. */
    policies: readonly PromptPolicy[];
    legend(): string;
    /** What follows from the choice: what others get, and what they can do with it. */
    consequence(subject: SubjectOf<K>, policy: PromptPolicy): string;
    finding(subject: SubjectOf<K>, about: ModelCircumstances, policy: PromptPolicy): FindingOf<K>;
  };
  /** The title of a run whose result is not known. */
  title(model: string): string;
  /** What was measured, as it was recorded. */
  Recorded: ComponentType<{ finding: FindingOf<K> }>;
  /** What the sender of a link says of the result; nothing where a link cannot hold any. */
  Told: ComponentType<{ told: ToldOf<K>; spec: SpecOf<K> }>;
  /** Why it cannot be run again, whatever is loaded; null where it can. */
  unrunnable(spec: SpecOf<K>): string | null;
  /** What running it again will do, before it does. */
  Intent: ComponentType<{ opened: OpenedOf<K> }>;
  /** What the button says that runs it again. */
  runLabel(): string;
  /** The result of a run here, beside what was recorded. */
  Outcome: ComponentType<{ opened: OpenedOf<K>; outcome: OutcomeOf<K> }>;
  /** Two, on one axis; `sides` is what they are called. */
  Two: ComponentType<{ findings: [FindingOf<K>, FindingOf<K>]; sides: [string, string] }>;
  lab: {
    /** Gives what the lab has to compare with; nothing where it has none, or nobody has chosen one. */
    Subject: ComponentType<{ children: (subject: SubjectOf<K>) => ReactNode }>;
    compare(): string;
  };
}
