import { useSettings } from '../../../store/hooks.ts';
import { overflowChoices, type Overflow } from '../../../vocabulary/overflow.ts';
import { Field } from '../../controls/field.tsx';

const texts: Record<Overflow, string> = {
  'leave-out': 'Leave out the oldest messages',
  summarise: 'Summarise the oldest messages',
  ask: 'Ask me',
};

/** What happens when a conversation has outgrown the context. */
export function OverflowField() {
  const overflow = useSettings((settings) => settings.overflow);
  const change = useSettings((settings) => settings.change);
  return (
    <Field label="When the context is full" hint="The conversation itself stays as it is.">
      {(ids) => (
        <select {...ids} value={overflow} onChange={(event) => change({ overflow: event.target.value as Overflow })}>
          {overflowChoices.map((each) => (
            <option key={each} value={each}>
              {texts[each]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
