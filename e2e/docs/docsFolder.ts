import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#e2e/harness/dist.ts';

/** Reads a file of the project, its path written from the project's folder. */
export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
