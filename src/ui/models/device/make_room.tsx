import { useState } from 'react';
import { bytes } from '../../../format.ts';
import type { ModelId } from '../../../library/contract.ts';
import { useEngine, useLibrary } from '../../../store/hooks.ts';
import { isComing, keptFrom } from '../../../store/library/find.ts';
import { toDelete } from '../../../store/library/room.ts';
import { DeleteButton } from './delete_button.tsx';
import styles from './device.module.css';
import { lastUsed } from './texts.ts';
import { t } from '../../../strings/models/t.ts';

/** Offers to delete the models that were not used for longest, as many as it takes. `for`, the loaded one and
 * those that are being downloaded are spared. */
export function MakeRoom({ missing, for: wanted }: { missing: number; for: ModelId | null }) {
  const [now] = useState(Date.now);
  const library = useLibrary((state) => state.library);
  const source = useEngine((engine) => engine.source);
  const loaded = keptFrom(library, source);
  const others = (library?.models ?? []).filter(
    (model) => model.id !== wanted && model.id !== loaded?.id && !isComing(model),
  );
  const candidates = toDelete(others, missing);
  if (candidates.length === 0) return null;
  return (
    <div className={styles.room}>
      <p>{t('makeRoom', { bytes: bytes(missing) })}</p>
      <ul>
        {candidates.map((model) => (
          <li key={model.id}>
            <span>{t('roomOf', { name: model.name, bytes: bytes(model.keptBytes), used: lastUsed(model, now) })}</span>
            <DeleteButton kept={model} />
          </li>
        ))}
      </ul>
    </div>
  );
}
