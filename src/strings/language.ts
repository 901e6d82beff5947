import { createStore } from 'zustand/vanilla';

/** The languages of the page, each by its own name. */
export const languages = { en: 'English', 'zh-Hans': '简体中文' } as const;
export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as Language[];

/** The language that the page is drawn in. It changes only when all strings on show are there: {@link speak}. */
export const shownLanguage = createStore(() => ({ language: 'en' as Language }));

export const language = (): Language => shownLanguage.getState().language;

/** The first of a person's languages that the page has, and English where it has none of them. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const { language, script } = new Intl.Locale(tag).maximize();
    if (language === 'en') return 'en';
    if (language === 'zh' && script === 'Hans') return 'zh-Hans';
  }
  return 'en';
}
