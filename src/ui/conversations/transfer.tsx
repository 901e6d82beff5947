import { useRef } from 'react';
import { savedPrompts } from '../../store/chat/saved_prompts.ts';
import { conversations, notice } from '../../store/stores.ts';
import { readConversations } from '../../store/conversations/conversation_file.ts';
import { useConversations } from '../../store/hooks.ts';
import { Button } from '../controls/button.tsx';
import { download, exportAll } from './export.ts';
import styles from './conversations.module.css';
import { t } from '../../strings/conversations/t.ts';

/** All conversations and saved prompts to one file, and back. */
export function Transfer() {
  const input = useRef<HTMLInputElement>(null);
  const any = useConversations(({ rows }) => rows !== null && rows.length > 0);
  const take = async (file: File) => {
    const read = readConversations(await file.text());
    if (!read.ok) return notice.getState().show(read.failure.message);
    const { conversations: records, prompts } = read.value;
    await conversations.getState().add(records);
    savedPrompts.getState().add(prompts);
    const count = records.length;
    const added = prompts.length > 0 ? t('addedPrompts', { count, prompts: prompts.length }) : t('added', { count });
    notice.getState().show(added);
  };
  return (
    <div className={styles.transfer}>
      <Button look="quiet" disabled={!any} onClick={() => void exportAll().then(download)}>
        {t('exportAll')}
      </Button>
      <Button look="quiet" onClick={() => input.current?.click()}>
        {t('import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('importLabel')}
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
