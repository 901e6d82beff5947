import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { titleOf, type ConversationRow } from '../../store/conversations/conversation_record.ts';
import { useConversation, useConversations } from '../../store/hooks.ts';
import { conversations } from '../../store/stores.ts';
import { Button } from '../controls/button.tsx';
import styles from './conversations.module.css';
import { Row } from './row.tsx';
import { Transfer } from './transfer.tsx';
import { t } from '../../strings/conversations/t.ts';

/** How long a deleted conversation can be brought back. */
const undoMs = 15_000;

/** Every conversation of this browser, with search. `onOpen` is called once one was chosen. */
export function ConversationList({ onOpen }: { onOpen: () => void }) {
  const rows = useConversations((state) => state.rows);
  const query = useConversations((state) => state.query);
  const found = useConversations((state) => state.found);
  const openId = useConversation(({ id }) => id);
  const shown = rows?.filter(({ id }) => !found || found.has(id));
  return (
    <div className={styles.list}>
      <label className={styles.search}>
        <Search size={15} aria-hidden />
        <input
          type="search"
          aria-label={t('searchLabel')}
          placeholder={t('search')}
          value={query}
          onFocus={() => void conversations.getState().prepareSearch()}
          onChange={(event) => void conversations.getState().search(event.target.value)}
        />
      </label>
      <Deleted />
      <output className="visually-hidden">{found && shown && t('found', { count: shown.length })}</output>
      {shown && shown.length > 0 && <Rows rows={shown} openId={openId} onOpen={onOpen} />}
      {shown?.length === 0 && <p className={styles.none}>{t(found ? 'noneFound' : 'none')}</p>}
      <Transfer />
    </div>
  );
}

interface RowsProps {
  rows: readonly ConversationRow[];
  openId: string;
  onOpen: () => void;
}

/** More than a screen has room for. */
const rowsAtOnce = 60;

/** The first rows, and more once the last of them comes near: a thousand would take long to appear. */
function Rows({ rows, openId, onOpen }: RowsProps) {
  const [count, setCount] = useState(rowsAtOnce);
  const end = useRef<HTMLLIElement>(null);
  const more = rows.length > count;
  useEffect(() => {
    if (!more) return;
    const near = new IntersectionObserver(
      ([entry]) => {
        if (entry!.isIntersecting) setCount(count + rowsAtOnce);
      },
      { root: end.current!.parentElement, rootMargin: '50%' },
    );
    near.observe(end.current!);
    return () => near.disconnect();
  }, [more, count]);
  return (
    <ul className={styles.rows} aria-label={t('title')}>
      {rows.slice(0, count).map((row) => (
        <Row key={row.id} row={row} isOpen={row.id === openId} onOpen={onOpen} />
      ))}
      {more && <li ref={end} className={styles.end} aria-hidden />}
    </ul>
  );
}

/** What was deleted last, while it can be brought back. */
function Deleted() {
  const deleted = useConversations((state) => state.deleted);
  useEffect(() => {
    if (!deleted) return;
    const timer = setTimeout(() => conversations.getState().forgetDeleted(), undoMs);
    return () => clearTimeout(timer);
  }, [deleted]);
  return (
    <div role="status" className={styles.deleted}>
      {deleted && (
        <>
          <span>{t('deleted', { title: titleOf(deleted) })}</span>
          <Button look="quiet" onClick={() => void conversations.getState().undo()}>
            {t('undo')}
          </Button>
        </>
      )}
    </div>
  );
}
