import { createApp } from '#bff/app.ts';
import type { AppDeps } from '#bff/deps.ts';
import { testConfig } from '#bff/testDeps.ts';

/** The app for what it says of its routes; none of them is called, so they need nothing to work with. */
export function describedApp() {
  return createApp({ config: testConfig() } as AppDeps);
}
