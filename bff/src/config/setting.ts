import type { z } from 'zod';

/** One setting: what the documentation says of it, and how its text is read. */
export interface Setting {
  readonly meaning: string;
  /** Finishes the sentence "… must be". */
  readonly expects: string;
  /** The text used when the environment has none; absent: the setting is left out or required as `meaning` says. */
  readonly default?: string;
  readonly required?: true;
  /** The value itself is a secret, not only the file it names. */
  readonly secret?: true;
  readonly schema: z.ZodType<unknown, string>;
}
