import { useId, type ReactNode } from 'react';
import { keptFrom } from '../../../store/library/find.ts';
import { useEngine, useLibrary } from '../../../store/hooks.ts';
import { picksDirectories } from '../directory_picker.ts';
import styles from './device.module.css';
import { KeptRow } from './kept_row.tsx';
import { LoadedRow } from './loaded_row.tsx';
import { StorageLine } from './storage_line.tsx';
import { t } from '../../../strings/models/t.ts';

/** The models that are here: the loaded one, and those that are kept for the next visits. `children` go beside the heading. */
export function OnThisDevice({ children }: { children?: ReactNode }) {
  const library = useLibrary((state) => state.library);
  const model = useEngine((engine) => engine.model);
  const source = useEngine((engine) => engine.source);
  const title = useId();
  const models = library?.models ?? [];
  const loaded = model && keptFrom(library, source);
  return (
    <section className={styles.device} aria-labelledby={title}>
      <div className={styles.title}>
        <h3 id={title} tabIndex={-1}>
          {t('onThisDevice')}
        </h3>
        {children}
      </div>
      <StorageLine />
      <ul className={styles.rows} aria-labelledby={title}>
        {model && !loaded && <LoadedRow model={model} source={source} />}
        {models.map((kept) => (
          <KeptRow key={kept.id} kept={kept} onGpu={kept.id === loaded?.id} heading={title} />
        ))}
      </ul>
      {models.length > 0 && !picksDirectories() && <p className={styles.quiet}>{t('exportNeedsChromium')}</p>}
    </section>
  );
}
