import { bytes } from '../../format.ts';
import type { KeptModel } from '../../library/contract.ts';
import { useLibrary } from '../../store/hooks.ts';
import { freeBytes, missingBytes } from '../../store/library/room.ts';
import { MakeRoom } from './device/make_room.tsx';
import styles from './models.module.css';

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
  if (kept?.state === 'ready') return <p className={styles.status}>It is kept on this device.</p>;
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
          Keep on this device
        </label>
      )}
      <p className={styles.status}>
        {!fits
          ? `It does not fit: it takes ${bytes(missing)}, and ${bytes(free)} are free.`
          : kept
            ? `${bytes(kept.keptBytes)} of it are on this device: the download goes on from there.`
            : 'The next visit loads it from disk, with or without a network.'}
      </p>
      {!fits && <MakeRoom missing={missing - free} for={kept?.id ?? null} />}
    </div>
  );
}
