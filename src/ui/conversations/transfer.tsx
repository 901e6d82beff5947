import { useRef } from 'react';
import { conversations, notice } from '../../store/stores.ts';
import { readConversations } from '../../store/conversations/conversation_file.ts';
import { useConversations } from '../../store/hooks.ts';
import { Button } from '../controls/button.tsx';
import { download, exportAll } from './export.ts';
import styles from './conversations.module.css';

/** All conversations to one file, and back. */
export function Transfer() {
  const input = useRef<HTMLInputElement>(null);
  const any = useConversations(({ rows }) => rows !== null && rows.length > 0);
  const take = async (file: File) => {
    const read = readConversations(await file.text());
    if (read.ok) await conversations.getState().add(read.value);
    const { length } = read.ok ? read.value : [];
    notice.getState().show(read.ok ? `${length} conversation${length === 1 ? '' : 's'} added.` : read.failure.message);
  };
  return (
    <div className={styles.transfer}>
      <Button look="quiet" disabled={!any} onClick={() => void exportAll().then(download)}>
        Export all
      </Button>
      <Button look="quiet" onClick={() => input.current?.click()}>
        Import
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Exported conversations"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = ''; // so that the same file can be picked again
          if (file) void take(file);
        }}
      />
    </div>
  );
}
