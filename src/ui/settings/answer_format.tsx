import { useEffect, useId, useState } from 'react';
import { checkSchema, type SchemaVerdict } from '../../store/chat/check_schema.ts';
import { answerKinds } from '../../store/chat/chat_settings.ts';
import { useConversationSettings } from '../../store/hooks.ts';
import { conversationSettings } from '../../store/stores.ts';
import { Field } from '../controls/field.tsx';
import styles from './settings_dialog.module.css';
import { t } from '../../strings/settings/t.ts';

const example = '{"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}';

/** What answers have to be, and the schema that they fit. */
export function AnswerFormatFields() {
  const { answerAs, schema } = useConversationSettings();
  const { change } = conversationSettings;
  return (
    <div className={styles.group}>
      <Field label={t('answerAs')} hint={t('answerAsHint')}>
        {(ids) => (
          <select
            {...ids}
            value={answerAs}
            onChange={(event) => change({ answerAs: answerKinds.find((kind) => kind === event.target.value)! })}
          >
            {answerKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(kind)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {answerAs === 'schema' && <SchemaField schema={schema} onChange={(changed) => change({ schema: changed })} />}
    </div>
  );
}

function SchemaField({ schema, onChange }: { schema: string; onChange: (schema: string) => void }) {
  const [verdict, setVerdict] = useState<SchemaVerdict | null>(null);
  const says = useId();
  useEffect(() => {
    let isLate = false;
    void checkSchema(schema).then((found) => isLate || setVerdict(found));
    return () => void (isLate = true);
  }, [schema]);
  return (
    <>
      <Field label={t('jsonSchema')}>
        {({ id }) => (
          <textarea
            id={id}
            aria-describedby={says}
            rows={8}
            dir="ltr"
            spellCheck={false}
            className={styles.code}
            aria-invalid={verdict?.isRight === false}
            placeholder={example}
            value={schema}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <output id={says} className={styles.verdict} data-wrong={verdict?.isRight === false || undefined}>
        {verdict?.says}
      </output>
    </>
  );
}
