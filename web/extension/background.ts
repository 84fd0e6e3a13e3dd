import { createDesk } from './createDesk.ts';
import type { ExtensionApi } from './extensionApi.ts';
import { readOrigins } from './readOrigins.ts';

// The service worker of the companion extension: what Chrome starts when a page comes.
const { chrome: api } = globalThis as unknown as { readonly chrome: ExtensionApi };

const desk = createDesk({
  api,
  origins: () => readOrigins(api, async (url) => (await fetch(url)).json()),
});
api.runtime.onConnectExternal.addListener((port) => desk.serve(port));
// With a listener Chrome leaves the moment to us: not in the middle of a ceremony.
api.runtime.onUpdateAvailable.addListener(() => desk.updateWhenIdle());
