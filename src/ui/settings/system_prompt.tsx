import { useState } from 'react';
import { useStore } from 'zustand';
import { useConversationSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { longestName } from '../../store/chat/prompts.ts';
import { savedPrompts } from '../../store/chat/saved_prompts.ts';
import { Button } from '../controls/button.tsx';
import { Field } from '../controls/field.tsx';
import styles from './settings_dialog.module.css';
import { t } from '../../strings/settings/t.ts';

/** The system prompt, and those that were saved under names. */
export function SystemPrompt() {
  const { system } = useConversationSettings();
  const prompts = useStore(savedPrompts, (state) => state.prompts);
  const [chosen, setChosen] = useState(() => prompts.find(({ text }) => text === system)?.name ?? null);
  const [naming, setNaming] = useState<'new' | 'renamed' | null>(null);
  const { save, rename, remove } = savedPrompts.getState();
  const text = prompts.find(({ name }) => name === chosen)?.text;
  const setSystem = (changed: string) => conversationSettings.change({ system: changed });

  const choose = (name: string) => {
    const prompt = prompts.find((each) => each.name === name);
    setChosen(prompt?.name ?? null);
    if (prompt) setSystem(prompt.text);
  };
  const named = (name: string) => {
    if (naming === 'renamed') rename(chosen!, name);
    else save({ name, text: system });
    setChosen(name);
    setNaming(null);
  };
  return (
    <div className={styles.group}>
      <Field label={t('systemPrompt')} hint={t('systemPromptHint')}>
        {(ids) => (
          <textarea {...ids} rows={3} dir="auto" value={system} onChange={(event) => setSystem(event.target.value)} />
        )}
      </Field>
      {prompts.length > 0 && (
        <Field label={t('savedPrompts')}>
          {(ids) => (
            <select {...ids} value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
              <option value="">{t('noneChosen')}</option>
              {prompts.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {naming ? (
        <Naming
          name={naming === 'renamed' ? chosen! : ''}
          taken={prompts.map(({ name }) => name).filter((name) => naming === 'new' || name !== chosen)}
          onNamed={named}
          onCancel={() => setNaming(null)}
        />
      ) : (
        <div className={styles.buttons}>
          {text !== undefined && text !== system && (
            <Button onClick={() => save({ name: chosen!, text: system })}>{t('saveChanges')}</Button>
          )}
          {system.trim() !== '' && text !== system && (
            <Button onClick={() => setNaming('new')}>{t(text === undefined ? 'savePrompt' : 'saveAsNew')}</Button>
          )}
          {text !== undefined && (
            <>
              <Button onClick={() => setNaming('renamed')}>{t('rename')}</Button>
              <Button
                onClick={() => {
                  remove(chosen!);
                  setChosen(null);
                }}
              >
                {t('delete')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

interface NamingProps {
  name: string;
  taken: readonly string[];
  onNamed: (name: string) => void;
  onCancel: () => void;
}

function Naming({ name, taken, onNamed, onCancel }: NamingProps) {
  const [typed, setTyped] = useState(name);
  const trimmed = typed.trim();
  const isTaken = taken.includes(trimmed);
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '' && !isTaken) onNamed(trimmed);
      }}
    >
      <Field label={t('promptName')} {...(isTaken && { hint: t('nameTaken') })}>
        {(ids) => (
          <input
            {...ids}
            ref={(input) => input?.focus()}
            maxLength={longestName}
            aria-invalid={isTaken}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button type="submit" look="primary" disabled={trimmed === '' || isTaken}>
          {t('save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
