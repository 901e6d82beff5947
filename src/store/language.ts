import { speak } from '../strings/catalogue.ts';
import { preferredLanguage, type Language } from '../strings/language.ts';
import { t } from '../strings/page/t.ts';
import type { NoticeState } from './notice.ts';
import type { SettingsStore } from './chat/settings.ts';

interface Parts {
  settings: SettingsStore;
  notice: { getState: () => NoticeState };
  /** The browser's languages, the preferred one first. */
  preferred: () => readonly string[];
}

/**
 * Draws the page in the language of the settings, now and whenever it changes. Resolves once the strings are there, or are known
 * to be out of reach: the page is then in English.
 */
export async function followLanguage({ settings, notice, preferred }: Parts): Promise<void> {
  const wanted = (): Language => {
    const { language } = settings.getState();
    return language === 'browser' ? preferredLanguage(preferred()) : language;
  };
  const apply = async () => {
    try {
      await speak(wanted());
    } catch {
      notice.getState().show(t('languageUnreachable'));
    }
  };
  settings.subscribe(({ language }, before) => {
    if (language !== before.language) void apply();
  });
  await apply();
}
