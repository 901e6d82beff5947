import { version } from '../../../package.json';
import { browserName } from '../../share/browser_name.ts';
import type { Finding } from '../../share/finding.ts';
import { recordFinding, type PromptPolicy } from '../../share/record.ts';
import { sourceOf } from '../../share/rerun.ts';
import { bundled } from '../../store/engine.ts';
import type { Subject } from '../../store/sharing.ts';
import { engine } from '../../store/stores.ts';

/** What a diagnosis made on this page just now is as a finding. */
export function currentFinding({ diagnosis, promptText }: Subject, policy: PromptPolicy, date: Date): Finding {
  const { source, model } = engine.getState();
  return recordFinding(
    diagnosis,
    {
      app: version,
      browser: browserName(navigator.userAgent),
      date,
      source: sourceOf(source, bundled),
      weights: model?.weights.choice ?? 'stored',
      promptText,
    },
    policy,
  );
}
