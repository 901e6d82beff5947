import { bytes } from '../../../format.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { freeBytes } from '../../../store/library/room.ts';
import { library as libraryStore } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import styles from './device.module.css';

/** What the kept models take, what is free, and whether the browser promised to keep them. */
export function StorageLine() {
  const library = useLibrary((state) => state.library);
  if (!library) return <p className={styles.quiet}>Looking for models that are kept…</p>;
  if (library.unavailable) return <p className={styles.warning}>{library.unavailable.message}</p>;
  const { models } = library;
  const kept = models.reduce((sum, { keptBytes }) => sum + keptBytes, 0);
  const free = freeBytes(library);
  return (
    <>
      <p className={styles.quiet}>
        {models.length === 0
          ? 'Nothing is kept yet. What you load from Hugging Face or an address is kept for the next visit.'
          : `${models.length === 1 ? '1 model takes' : `${models.length} models take`} ${bytes(kept)}.`}
        {free !== null && (free > 0 ? ` ${bytes(free)} are free.` : ' No room is left.')}
      </p>
      {models.length > 0 && <Promised persisted={library.persisted} />}
    </>
  );
}

function Promised({ persisted }: { persisted: boolean }) {
  const promised = useLibrary((state) => state.promised);
  if (persisted || promised === true) return null;
  if (promised === false) {
    return (
      <p className={styles.quiet}>
        This browser does not promise to keep them: it may delete them when the disk runs short. Most promise it once
        the page is installed or bookmarked.
      </p>
    );
  }
  return (
    <div className={styles.promise}>
      <p>This browser may delete them when the disk runs short.</p>
      <Button onClick={() => void libraryStore.getState().askForPromise()}>Ask it to keep them</Button>
    </div>
  );
}
