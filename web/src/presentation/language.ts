/** The languages of the page. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Holds nothing but the code of the language that was chosen by hand. */
const STORAGE_KEY = 'keywright.language';

/** The language that was chosen by hand, else the first of the browser's that the page knows, else English. */
export function chooseLanguage(kept: string | null, wanted: readonly string[]): Language {
  const codes = [kept ?? '', ...wanted].map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.map((code) => LANGUAGES.find((known) => known === code)).find(Boolean) ?? 'en';
}

/** The language of this page, for as long as it is open. Where there is no page, as in tests, it is English. */
export const language: Language =
  typeof document === 'undefined'
    ? 'en'
    : chooseLanguage(localStorage.getItem(STORAGE_KEY), navigator.languages);

/** For `Intl`: how dates and numbers are written in that language. */
export const locale = { en: 'en-GB', de: 'de-DE' }[language];

/** Remembers a choice and loads the page again: words are chosen once, before anything is drawn. */
export function switchLanguage(chosen: Language): void {
  if (chosen === language) return;
  localStorage.setItem(STORAGE_KEY, chosen);
  location.reload();
}

/** Each language as whoever speaks it calls it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };
