import type { PageConfig } from '#shared/api/session.ts';

/** What `/config.json` holds: the settings, or the first member that is missing or wrong. */
export type PageConfigResult =
  | { readonly kind: 'ready'; readonly config: PageConfig }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly member: string };

/**
 * Fetches and checks the page's settings. By hand, not with the schema: see usecases/ports.ts on zod.
 * @see shared/api/session.ts pageConfig
 */
export async function loadPageConfig(): Promise<PageConfigResult> {
  try {
    const answer = await fetch('/config.json', { cache: 'no-store', credentials: 'omit' });
    return answer.ok ? readPageConfig(await answer.json()) : { kind: 'missing' };
  } catch {
    return { kind: 'missing' };
  }
}

/** Checks settings that came as JSON; members that are not known are left out. */
export function readPageConfig(json: unknown): PageConfigResult {
  if (!isRecord(json)) return broken('config.json');
  const { apiOrigin, environmentBadge = null, companionExtensionId, auth } = json;
  if (typeof apiOrigin !== 'string' || !(apiOrigin === '' || isOrigin(apiOrigin))) {
    return broken('apiOrigin');
  }
  if (environmentBadge !== null && typeof environmentBadge !== 'string') {
    return broken('environmentBadge');
  }
  if (companionExtensionId !== undefined && typeof companionExtensionId !== 'string') {
    return broken('companionExtensionId');
  }
  if (!isRecord(auth)) return broken('auth');
  const { clientId, authority, scope, knownAuthorities, authorityMetadata } = auth;
  if (typeof clientId !== 'string' || !GUID.test(clientId)) return broken('auth.clientId');
  if (typeof authority !== 'string' || !URL.canParse(authority)) return broken('auth.authority');
  if (typeof scope !== 'string' || scope === '') return broken('auth.scope');
  if (knownAuthorities !== undefined && !isTextList(knownAuthorities)) {
    return broken('auth.knownAuthorities');
  }
  if (authorityMetadata !== undefined && typeof authorityMetadata !== 'string') {
    return broken('auth.authorityMetadata');
  }
  return {
    kind: 'ready',
    config: {
      apiOrigin,
      environmentBadge,
      ...(companionExtensionId === undefined ? {} : { companionExtensionId }),
      auth: {
        clientId,
        authority,
        scope,
        ...(knownAuthorities === undefined ? {} : { knownAuthorities }),
        ...(authorityMetadata === undefined ? {} : { authorityMetadata }),
      },
    },
  };
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function broken(member: string): PageConfigResult {
  return { kind: 'broken', member };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
