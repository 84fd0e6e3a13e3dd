import type { Config } from '#bff/config.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { DirectoryCall } from '#bff/graph/directory.ts';
import type { GraphClient } from '#bff/graph/graphClient.ts';
import { POSTURE_CHECKS, type PostureCheck, type PostureFinding } from '#shared/api/posture.ts';
import { documentedPermissions, type PermissionSettings } from './documentedPermissions.ts';
import { notLooked } from './finding.ts';
import * as judge from './judge.ts';
import { type CanaryParts, lookAtCanary } from './lookAtCanary.ts';
import {
  type PostureSource,
  type Registration,
  readConditionalAccess,
  readFederations,
  readGrants,
  readOwners,
  readOwnRoles,
  readRegistration,
} from './readRegistration.ts';

/** What a look needs. */
export interface LookParts extends CanaryParts {
  readonly client: Pick<GraphClient, 'send'>;
  readonly config: PermissionSettings & Pick<Config, 'graphOrigin' | 'graphCredential'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Who looks: a person, or the backend by itself. */
export interface Looker {
  readonly actor: Pick<Actor, 'id' | 'requestId' | 'authentication'>;
  readonly call: DirectoryCall;
}

/** What was found, check by check. */
export type Findings = ReadonlyMap<PostureCheck, readonly PostureFinding[]>;

/** Looks at everything, one check after the other. One that cannot be looked at says why and keeps no other from it. */
export async function lookAtPosture(parts: LookParts, looker: Looker): Promise<Findings> {
  const checks = checksOf(parts, looker);
  const findings = new Map<PostureCheck, readonly PostureFinding[]>();
  for (const check of POSTURE_CHECKS) {
    findings.set(check, await checks[check]().catch((error: unknown) => [notLooked(error)]));
  }
  return findings;
}

type Look = () => Promise<readonly PostureFinding[]>;

function checksOf(parts: LookParts, { actor, call }: Looker): Readonly<Record<PostureCheck, Look>> {
  const { client, config, now } = parts;
  const { contexts, canaryId, expectedOwnerIds, applicationId } = config.posture;
  const source: PostureSource = { client, origin: config.graphOrigin, call };
  let registration: Promise<Registration | PostureFinding> | undefined;
  const registered =
    (look: (found: Registration) => Promise<readonly PostureFinding[]>): Look =>
    async () => {
      registration ??= readRegistration(source, applicationId);
      const found = await registration;
      return 'code' in found ? [found] : look(found);
    };
  return {
    permissions: registered(async ({ principal }) => {
      const grants = await readGrants(source, principal.id);
      // Where this very permission is missing, that is what there is to say.
      const mayReadRoles = grants.some(
        ({ permission }) => permission === 'RoleManagement.Read.Directory',
      );
      const roles = mayReadRoles ? await readOwnRoles(source, principal.id) : [];
      return judge.judgePermissions(grants, documentedPermissions(config), roles);
    }),
    secrets: registered(async (found) => judge.judgeSecrets(found)),
    credential: registered(async (found) => {
      const { application } = found;
      const federations = application === null ? [] : await readFederations(source, application.id);
      const { graphCredential: credential } = config;
      return judge.judgeCredential({ registration: found, federations, credential, now: now() });
    }),
    owners: registered(async (found) =>
      judge.judgeOwners(await readOwners(source, found), expectedOwnerIds),
    ),
    conditionalAccess: async () =>
      judge.judgeConditionalAccess(
        contexts,
        contexts.length === 0 ? [] : await readConditionalAccess(source),
      ),
    canary: () => lookAtCanary(parts, source, canaryId, actor),
  };
}
