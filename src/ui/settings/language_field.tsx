import { useSettings } from '../../store/hooks.ts';
import type { Settings } from '../../store/chat/settings.ts';
import { languageNames, languages } from '../../strings/language.ts';
import { t } from '../../strings/settings/t.ts';
import { Field } from '../controls/field.tsx';

/** The language of the page. Each is called by its own name, so that it is found from any other. */
export function LanguageField() {
  const { language, change } = useSettings((kept) => kept);
  return (
    <Field label={t('language')}>
      {(ids) => (
        <select
          {...ids}
          value={language}
          onChange={(event) => change({ language: event.target.value as Settings['language'] })}
        >
          <option value="browser">{t('browserLanguage')}</option>
          {languageNames.map((name) => (
            <option key={name} value={name} lang={name}>
              {languages[name]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
