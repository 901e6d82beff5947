import { useStore } from 'zustand';
import { boardHeadline, sortedRows } from '../../../findings/board/columns.ts';
import { Dialog } from '../../controls/dialog.tsx';
import styles from '../findings.module.css';
import { t } from '../../../strings/board/t.ts';
import { Additions } from './additions.tsx';
import { board } from './board.ts';
import look from './board.module.css';
import { BoardTable } from './board_table.tsx';
import { ShareBoard } from './share_board.tsx';

/** Machines side by side, from the pictures of their benchmarks and diagnoses. */
export function BoardDialog() {
  const { rows, sort, refused } = useStore(board);
  const sorted = sortedRows(rows, sort);
  return (
    <Dialog title={t('title')} description={t('description')} place="wide">
      <div className={look.board}>
        {rows.length > 0 ? (
          <>
            <p className={look.headline}>{boardHeadline(rows)}</p>
            <BoardTable rows={sorted} sort={sort} />
          </>
        ) : (
          <p>{t('empty')}</p>
        )}
        {refused.length > 0 && (
          <div role="alert" className={styles.refused}>
            <ul className={look.refusals} aria-label={t('notAdded')}>
              {refused.map(({ name, message }, n) => (
                // oxlint-disable-next-line react/no-array-index-key -- two files may have one name
                <li key={n}>
                  <b>{name.slice(0, 60)}</b> {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Additions />
        {rows.length > 0 && <ShareBoard rows={sorted} />}
      </div>
    </Dialog>
  );
}
