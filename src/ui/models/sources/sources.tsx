import { bundled } from '../../../store/engine/engine.ts';
import { Button } from '../../controls/button.tsx';
import { addressForms, type Address } from '../../../vocabulary/checkpoint_sources.ts';
import { AddressSource } from './address_form.tsx';
import { FolderSource } from './folder_source.tsx';
import { HubAccessFields } from './hub_access.tsx';
import { inspect } from './inspect.ts';
import styles from '../models.module.css';

/** The ways to name a checkpoint. */
export function Sources({ busy }: { busy: boolean }) {
  return (
    <div className={styles.sources} aria-busy={busy}>
      {(Object.keys(addressForms) as Address['kind'][]).map((kind) => (
        <div key={kind}>
          <AddressSource kind={kind} busy={busy} />
          {kind === 'hub' && <HubAccessFields />}
        </div>
      ))}
      <FolderSource busy={busy} />
      <section className={styles.source}>
        <h4>Bundled with the page</h4>
        <div>
          <Button disabled={busy} onClick={() => inspect(bundled)}>
            Inspect the bundled model
          </Button>
        </div>
      </section>
      <output className={styles.status}>{busy && 'Reading what the checkpoint is…'}</output>
    </div>
  );
}
