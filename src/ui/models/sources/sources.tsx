import type { Choice } from '../../../store/engine/choice.ts';
import { bundled } from '../../../store/engine/engine.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { keptFrom } from '../../../store/library/find.ts';
import { Button } from '../../controls/button.tsx';
import type { Address } from '../../../vocabulary/checkpoint_sources.ts';
import { AddressSource } from './address_form.tsx';
import { addressForms } from './address_forms.ts';
import { FolderSource } from './folder_source.tsx';
import { HubAccessFields } from './hub_access.tsx';
import { inspect } from './inspect.ts';
import { Refused } from './refused.tsx';
import styles from '../models.module.css';
import { t } from '../../../strings/models/t.ts';

interface Props {
  busy: boolean;
  /** What was refused, and why. It is said beside the form that it came from; of a kept model, in its row. */
  refused: Extract<Choice, { at: 'refused' }> | null;
}

/** The ways to name a checkpoint. */
export function Sources({ busy, refused }: Props) {
  const ofKept = useLibrary(({ library }) => refused !== null && keptFrom(library, refused.location) !== null);
  const from = !refused || ofKept ? null : refused.location === bundled ? 'bundled' : refused.location.kind;
  const why = refused && <Refused failure={refused.failure} />;
  return (
    <div className={styles.sources} aria-busy={busy}>
      {(Object.keys(addressForms) as Address['kind'][]).map((kind) => (
        <div key={kind}>
          <AddressSource kind={kind} busy={busy} />
          {kind === 'hub' && <HubAccessFields />}
          {from === kind && why}
        </div>
      ))}
      <FolderSource busy={busy} />
      {from === 'files' && why}
      <section className={styles.source}>
        <h4>{t('bundled')}</h4>
        <div>
          <Button disabled={busy} onClick={() => inspect(bundled)}>
            {t('checkBundled')}
          </Button>
        </div>
      </section>
      {from === 'bundled' && why}
      <output className={styles.status}>{busy && t('checking')}</output>
    </div>
  );
}
