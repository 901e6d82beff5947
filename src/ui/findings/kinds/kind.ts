import type { ComponentType, ReactNode } from 'react';
import type { FindingOf, KindName } from '../../../findings/kinds/kinds.ts';
import type { OpenedOf } from '../../../findings/open/opened.ts';
import type { DiagnosisCircumstances, PromptPolicy } from '../../../findings/record.ts';
import type { OutcomeOf } from '../../../store/findings/rerunning.ts';
import type { SubjectOf } from '../../../store/findings/sharing.ts';

/** What a subject does not say of itself. */
export type About = Omit<DiagnosisCircumstances, 'promptText'>;

/** How the page shares, shows and runs findings of one kind. */
export interface KindOnPage<K extends KindName> {
  share: {
    /** What may be withheld, and how much of it; empty where nothing is anybody's own. */
    policies: readonly PromptPolicy[];
    legend(): string;
    /** What follows from the choice: what others get, and what they can do with it. */
    consequence(subject: SubjectOf<K>, policy: PromptPolicy): string;
    finding(subject: SubjectOf<K>, about: About, policy: PromptPolicy): FindingOf<K>;
  };
  /** The title of a run whose result is not known. */
  title(model: string): string;
  /** What was measured, as it was recorded. */
  Recorded: ComponentType<{ finding: FindingOf<K> }>;
  /** What running it again will do, before it does. */
  intent(opened: OpenedOf<K>): string;
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
