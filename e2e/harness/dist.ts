import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the build makes. `demo` is for the demo and the tests only and is never deployed. */
export const DIST = {
  web: join(ROOT, 'dist', 'web'),
  bff: join(ROOT, 'dist', 'bff'),
  extension: join(ROOT, 'dist', 'extension'),
  demo: join(ROOT, 'dist', 'demo'),
} as const;
