import type { GraphCredential } from './readGraphCredential.ts';
import type { SettingReader } from './settingReader.ts';

/** What the look at the tenant's own settings goes by. */
export interface PostureConfig {
  /** Client id of the application with the Graph permissions; null where nobody told us. */
  readonly applicationId: string | null;
  /** Lowercase. */
  readonly expectedOwnerIds: readonly string[];
  readonly canaryId: string | null;
  /** Authentication contexts that the settings rely on. */
  readonly contexts: readonly string[];
}

/** Reads what *Readiness* looks at, and what it expects there. */
export function readPosture(
  settings: SettingReader,
  credential: GraphCredential | undefined,
  contexts: readonly (string | null)[],
): PostureConfig {
  return {
    applicationId: applicationOf(settings, credential),
    expectedOwnerIds: settings.get('EXPECTED_OWNERS') ?? [],
    canaryId: settings.get('CANARY_ID') ?? null,
    contexts: [...new Set(contexts)].filter((one) => one !== null),
  };
}

/** The machine's own identity does not say which application it is. */
function applicationOf(
  settings: SettingReader,
  credential: GraphCredential | undefined,
): string | null {
  if (credential?.kind !== 'managedIdentity') return credential?.clientId ?? null;
  return credential.clientId ?? settings.get('GRAPH_CLIENT_ID') ?? null;
}
