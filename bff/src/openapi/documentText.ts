import type { AppDeps } from '#bff/deps.ts';
import { createApi } from '#bff/routes/api.ts';
import { buildDocument } from './buildDocument.ts';

/** The text of bff/openapi.json. */
export function documentText(): string {
  // The routes are described here and never called, so they need nothing to work with.
  const api = createApi({} as AppDeps);
  return `${JSON.stringify(buildDocument(api), null, 2)}\n`;
}
