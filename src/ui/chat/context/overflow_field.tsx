import { useConversationSettings } from '../../../store/hooks.ts';
import { conversationSettings } from '../../../store/stores.ts';
import { overflowChoices, type Overflow } from '../../../vocabulary/overflow.ts';
import { Field } from '../../controls/field.tsx';
import { t } from '../../../strings/settings/t.ts';

/** What happens when a conversation has outgrown the context. */
export function OverflowField() {
  const { overflow } = useConversationSettings();
  return (
    <Field label={t('whenFull')} hint={t('whenFullHint')}>
      {(ids) => (
        <select
          {...ids}
          value={overflow}
          onChange={(event) => conversationSettings.change({ overflow: event.target.value as Overflow })}
        >
          {overflowChoices.map((each) => (
            <option key={each} value={each}>
              {t(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
