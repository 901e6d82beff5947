import { useId, useMemo } from 'react';
import { useAnswerer, useConversationSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { readOwn } from '../../store/tools/built_in.ts';
import { builtInNames, type ToolSettings } from '../../store/tools/tool_settings.ts';
import { Field } from '../controls/field.tsx';
import styles from './settings_dialog.module.css';
import { t } from '../../strings/settings/t.ts';

const example = '[{"name": "get_weather", "description": "…", "parameters": {"type": "object", "properties": {…}}}]';

/** The tools that the model may call. */
export function Tools() {
  const { tools } = useConversationSettings();
  const model = useAnswerer((state) => state.model);
  const says = useId();
  const own = useMemo(() => readOwn(tools.own), [tools.own]);
  const change = (some: Partial<ToolSettings>) => conversationSettings.change({ tools: { ...tools, ...some } });
  const names = own.ok ? own.value.map((tool) => tool.function.name) : [];
  return (
    <fieldset className={styles.group}>
      <legend>{t('tools')}</legend>
      {model && !model.takesTools && <p className={styles.note}>{t('noTools', { model: model.name })}</p>}
      {builtInNames.map((name) => (
        <label key={name} className={styles.check}>
          <input
            type="checkbox"
            checked={tools.builtIn.includes(name)}
            onChange={({ target }) =>
              change({
                builtIn: builtInNames.filter((each) => (each === name ? target.checked : tools.builtIn.includes(each))),
              })
            }
          />
          {t(name)}
        </label>
      ))}
      <Field label={t('ownTools')} hint={t('ownToolsHint')}>
        {(ids) => (
          <textarea
            id={ids.id}
            aria-describedby={`${ids['aria-describedby']} ${says}`}
            className={styles.code}
            rows={4}
            spellCheck={false}
            placeholder={example}
            aria-invalid={!own.ok}
            value={tools.own}
            onChange={(event) => change({ own: event.target.value })}
          />
        )}
      </Field>
      <p id={says} className={own.ok ? styles.note : styles.wrong} role="status">
        {own.ok ? names.length > 0 && t('declared', { names: names.join(', ') }) : own.failure.message}
      </p>
    </fieldset>
  );
}
