import { language } from './language.ts';

/**
 * Every German word, for a German page only: one file of the build, which others never load. This file waits for it, so it
 * may import nothing of the page's first file, which waits for this one.
 */
export const german =
  language === 'de' ? (await import('./germanWords.ts')).germanWords : undefined;
