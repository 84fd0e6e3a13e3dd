import type { ExtensionApi } from './extensionApi.ts';

/** Beside the manifest: for a browser that nobody manages. */
const OWN_LIST = 'origins.json';

/**
 * Reads which pages may ask: what the organisation's policy says, else the list in the extension's own folder. What is no
 * origin, or one that anybody on the network could pose as, is left out.
 */
export async function readOrigins(
  api: Pick<ExtensionApi, 'storage' | 'runtime'>,
  fetchJson: (url: string) => Promise<unknown>,
): Promise<string[]> {
  const managed = await api.storage.managed.get('origins').catch(() => ({}));
  const { origins } = managed as { readonly origins?: unknown };
  const listed = origins ?? (await fetchJson(api.runtime.getURL(OWN_LIST)).catch(() => []));
  return Array.isArray(listed) ? listed.filter(isTrustworthyOrigin) : [];
}

function isTrustworthyOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { origin, protocol, hostname } = new URL(value);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return origin === value && (protocol === 'https:' || (protocol === 'http:' && isLocal));
}
