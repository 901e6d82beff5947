import { Ellipsis, Pin } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { titleOf, type ConversationRow } from '../../store/conversations/conversation_record.ts';
import { conversations, removeConversation, showConversation } from '../../store/stores.ts';
import { IconButton } from '../controls/button.tsx';
import styles from './conversations.module.css';
import { download, exportOne } from './export.ts';
import { t } from '../../strings/conversations/t.ts';

interface Props {
  row: ConversationRow;
  isOpen: boolean;
  onOpen: () => void;
}

export function Row({ row, isOpen, onOpen }: Props) {
  const [renaming, setRenaming] = useState(false);
  const title = titleOf(row);
  if (renaming) return <Rename row={row} onDone={() => setRenaming(false)} />;
  const open = async () => {
    await showConversation(row.id);
    onOpen();
  };
  return (
    <li className={styles.row} data-open={isOpen || undefined}>
      <button type="button" className={styles.title} aria-current={isOpen || undefined} onClick={() => void open()}>
        {row.pinned && <Pin size={13} aria-label={t('pinned')} />}
        <span>{title}</span>
      </button>
      <Menu row={row} title={title} onRename={() => setRenaming(true)} />
    </li>
  );
}

interface MenuProps {
  row: ConversationRow;
  title: string;
  onRename: () => void;
}

function Menu({ row: { id, pinned }, title, onRename }: MenuProps) {
  const { pin } = conversations.getState();
  const save = async (format: 'markdown' | 'json') => {
    const file = await exportOne(id, format);
    if (file) download(file);
  };
  // Not modal: to lock the page behind it, Radix would inject a style element, which the page's policy forbids.
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={t('more', { title })} icon={Ellipsis} className={styles.more} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="start">
          <DropdownMenu.Item onSelect={onRename}>{t('rename')}</DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => void pin(id, !pinned)}>{t(pinned ? 'unpin' : 'pin')}</DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => void save('markdown')}>{t('saveMarkdown')}</DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => void save('json')}>{t('saveJson')}</DropdownMenu.Item>
          <DropdownMenu.Item data-danger onSelect={() => void removeConversation(id)}>
            {t('delete')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Rename({ row, onDone }: { row: ConversationRow; onDone: () => void }) {
  const [title, setTitle] = useState(titleOf(row));
  const save = () => {
    void conversations.getState().rename(row.id, title);
    onDone();
  };
  return (
    <li className={styles.row}>
      <input
        ref={(input) => input?.focus()}
        className={styles.rename}
        aria-label={t('renameLabel')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
          if (event.key === 'Escape') {
            event.preventDefault(); // this Escape is not meant for an answer in progress
            onDone();
          }
        }}
      />
    </li>
  );
}
