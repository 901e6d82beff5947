import { createStore } from 'zustand/vanilla';

/** The languages of the page, each by its own name. */
export const languages = { en: 'English', 'zh-Hans': '简体中文' } as const;
export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as Language[];

/** The language that the page is drawn in. It changes only when all strings on show are there: {@link speak}. */
export const shownLanguage = createStore(() => ({ language: 'en' as Language }));

export const language = (): Language => shownLanguage.getState().language;

/**
 * The first of a person's languages that the page has, and English where it has none of them.
 *
 * @param tags as a browser lists them: `zh-CN`, `en`
 */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const [language, ...regions] = tag.toLowerCase().split('-');
    if (language === 'en') return 'en';
    if (language !== 'zh') continue;
    if (regions.includes('hans') || !regions.some((region) => traditional.has(region))) return 'zh-Hans';
  }
  return 'en';
}

/** The script, and regions where it is written unless a tag says otherwise. */
const traditional = new Set(['hant', 'tw', 'hk', 'mo']);
