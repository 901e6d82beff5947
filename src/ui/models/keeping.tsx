import { bytes } from '../../format.ts';
import type { KeptModel } from '../../library/contract.ts';
import { useLibrary } from '../../store/hooks.ts';
import { freeBytes, missingBytes } from '../../store/library/room.ts';
import { MakeRoom } from './device/make_room.tsx';
import styles from './models.module.css';
import { t } from '../../strings/models/t.ts';

interface Props {
  /** What is kept already. */
  kept: KeptModel | null;
  weightBytes: number;
  value: boolean;
  onChange: (keep: boolean) => void;
}

/** Whether the checkpoint will be kept on this device, and what that takes. */
export function Keeping({ kept, weightBytes, value, onChange }: Props) {
  const library = useLibrary((state) => state.library);
  if (!library) return null;
  if (library.unavailable) return <p className={styles.status}>{library.unavailable.message}</p>;
  if (kept?.state === 'ready') return <p className={styles.status}>{t('isKept')}</p>;
  const missing = kept ? missingBytes(kept) : weightBytes;
  const free = freeBytes(library);
  const fits = free === null || missing <= free;
  return (
    <div className={styles.keeping}>
      {!kept && (
        <label>
          <input
            type="checkbox"
            checked={value && fits}
            disabled={!fits}
            onChange={(event) => onChange(event.target.checked)}
          />
          {t('keepOnDevice')}
        </label>
      )}
      <p className={styles.status}>
        {!fits
          ? t('keepNoRoom', { needed: bytes(missing), free: bytes(free) })
          : kept
            ? t('keepGoesOn', { bytes: bytes(kept.keptBytes) })
            : t('keepHint')}
      </p>
      {!fits && <MakeRoom missing={missing - free} for={kept?.id ?? null} />}
    </div>
  );
}
