import { bytes } from '../../../format.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { freeBytes } from '../../../store/library/room.ts';
import { library as libraryStore } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import styles from './device.module.css';
import { t } from '../../../strings/models/t.ts';
import { joined } from '../../../strings/localized.ts';

/** What the kept models take, what is free, and whether the browser promised to keep them. */
export function StorageLine() {
  const library = useLibrary((state) => state.library);
  if (!library) return <p className={styles.quiet}>{t('lookingForKept')}</p>;
  if (library.unavailable) return <p className={styles.warning}>{library.unavailable.message}</p>;
  const { models } = library;
  const kept = models.reduce((sum, { keptBytes }) => sum + keptBytes, 0);
  const free = freeBytes(library);
  return (
    <>
      <p className={styles.quiet}>
        {joined(
          models.length === 0 ? t('nothingKept') : t('kept', { count: models.length, bytes: bytes(kept) }),
          ...(free === null ? [] : [free > 0 ? t('spaceFree', { bytes: bytes(free) }) : t('spaceNone')]),
        )}
      </p>
      {models.length > 0 && <Promised persisted={library.persisted} />}
    </>
  );
}

function Promised({ persisted }: { persisted: boolean }) {
  const promised = useLibrary((state) => state.promised);
  if (persisted || promised === true) return null;
  if (promised === false) {
    return <p className={styles.quiet}>{t('notPromised')}</p>;
  }
  return (
    <div className={styles.promise}>
      <p>{t('mayBeDeleted')}</p>
      <Button onClick={() => void libraryStore.getState().askForPromise()}>{t('askForPromise')}</Button>
    </div>
  );
}
