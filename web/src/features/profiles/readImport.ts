import type { FileProblem } from '#shared/enrolment/fileProblem.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { parseProfileFile } from '#shared/enrolment/profileFile.ts';
import { readScriptConfig, type ScriptRemark } from '#shared/enrolment/scriptConfig.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';

/** What a text turned out to be. */
export type Import =
  | {
      readonly kind: 'profile' | 'scripts';
      readonly content: ProfileContent;
      readonly remarks: readonly ScriptRemark[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };

/** Reads a text as a profile of ours, else as configuration of the scripts; null for no text. */
export function readImport(text: string): Import | null {
  if (text.trim() === '') return null;
  const parsed = parseProfileFile(text);
  if ('content' in parsed) return { kind: 'profile', content: parsed.content, remarks: [] };
  if (!parsed.problems.some(({ problem }) => problem === 'other_format')) {
    return { kind: 'problems', problems: parsed.problems };
  }
  const scripts = readScriptConfig(text, words.importedName);
  return 'content' in scripts
    ? { kind: 'scripts', ...scripts }
    : { kind: 'problems', problems: scripts.problems };
}
