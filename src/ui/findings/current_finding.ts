import { version } from '../../../package.json';
import { browserName } from '../../findings/browser_name.ts';
import type { Finding } from '../../findings/format/finding.ts';
import type { PromptPolicy } from '../../findings/record.ts';
import { sourceOf } from '../../findings/rerun.ts';
import { bundled } from '../../store/engine/engine.ts';
import type { Subject } from '../../store/findings/sharing.ts';
import { engine } from '../../store/stores.ts';
import { onPage } from './kinds/kinds.ts';

/** A finding from what this page has just measured. */
export function currentFinding(subject: Subject, policy: PromptPolicy, date: Date): Finding {
  const { source, model } = engine.getState();
  const about = {
    app: version,
    browser: browserName(navigator.userAgent),
    date,
    source: sourceOf(source, bundled),
    weights: model?.weights.choice ?? 'stored',
    cache: model?.cache.type ?? 'f32',
  } as const;
  return onPage(subject).share.finding(subject, about, policy);
}
