import { z } from 'zod';
import type { Config } from '#bff/config.ts';
import type { Clock } from '#bff/deps.ts';
import type { Target } from '#bff/guard/target.ts';
import type { Passkey, Person } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { Directory, DirectoryCall, TargetNow } from './directory.ts';
import { modelProblem, policyProblems } from './fido2PolicyRules.ts';
import { toPasskey, toPerson } from './fromGraph.ts';
import type { GraphClient } from './graphClient.ts';
import * as requests from './graphRequest.ts';
import { createGroupReader } from './groupReader.ts';
import { readAllPages } from './readAllPages.ts';
import { readTarget } from './readTarget.ts';
import { createTimedCache } from './timedCache.ts';
import * as wire from './wire.ts';

const TENANT_NAME_LIFE_MS = 3_600_000;
/** What v1.0 gives, and takes no other. */
const V1_CHALLENGE_MINUTES = 5;

export interface GraphDirectoryOptions {
  readonly config: Pick<
    Config,
    | 'graphOrigin'
    | 'graphVersion'
    | 'challengeMinutes'
    | 'directoryCacheMs'
    | 'maximumPasskeys'
    | 'readsEligible'
  >;
  readonly client: GraphClient;
  readonly clock: Clock;
}

/** Graph's 404 for a person is our own, plainer code. */
function asUserNotFound(error: unknown): never {
  if (error instanceof GraphError && error.code === 'graph_not_found') {
    throw new GraphError('user_not_found', 'no such person in the tenant', {
      httpStatus: error.httpStatus,
      graphCode: error.graphCode,
      requestId: error.requestId,
    });
  }
  throw error;
}

function isCode(error: unknown, code: FailureCode): boolean {
  return error instanceof AppError && error.code === code;
}

/** The tenant through Microsoft Graph. Policy, groups and people are remembered for at most a minute. */
export function createGraphDirectory(options: GraphDirectoryOptions): Directory {
  const { client, clock, config } = options;
  const names = createTimedCache<string>(clock, TENANT_NAME_LIFE_MS);
  const policies = createTimedCache<wire.Fido2Policy>(clock, config.directoryCacheMs);
  const groups = createTimedCache<ReadonlySet<string>>(clock, config.directoryCacheMs);
  const groupsFor = createGroupReader(options, groups);
  const people = createTimedCache<Person>(clock, config.directoryCacheMs);
  const targets = createTimedCache<Target>(clock, config.directoryCacheMs);
  const source = { client, origin: config.graphOrigin, hasEligible: config.readsEligible };

  function readPolicy(call?: DirectoryCall): Promise<wire.Fido2Policy> {
    return policies.get('fido2', () =>
      client.send(requests.fido2PolicyRequest(), wire.fido2Policy, call),
    );
  }

  async function findByName(name: string, call?: DirectoryCall) {
    const page = wire.pageOf(wire.userResource);
    const answer = await client.send(requests.personByNameRequest(name), page, call);
    return { people: answer.value.map(toPerson), truncated: false };
  }

  async function getPerson(userId: string, call?: DirectoryCall): Promise<Person> {
    return people.get(userId.toLowerCase(), async () => {
      const request = requests.personRequest(userId);
      return toPerson(await client.send(request, wire.userResource, call).catch(asUserNotFound));
    });
  }

  async function listPasskeys(userId: string, call?: DirectoryCall): Promise<Passkey[]> {
    const request = requests.listPasskeysRequest(userId);
    const page = wire.pageOf(wire.fido2MethodResource);
    const methods = await readAllPages(client, config.graphOrigin, request, page, call).catch(
      asUserNotFound,
    );
    return methods.map(toPasskey);
  }

  async function readTargetNow(
    userId: string,
    withPasskeys: boolean,
    call?: DirectoryCall,
  ): Promise<TargetNow> {
    const readAt = clock.now();
    const now = await readTarget(source, userId, withPasskeys, call).catch(asUserNotFound);
    // These came along, so nobody has to ask for them again.
    people.put(userId.toLowerCase(), now.target.person, readAt);
    groups.put(userId.toLowerCase(), now.target.groupIds, readAt);
    return now;
  }

  return {
    getPerson,
    listPasskeys,

    readTarget: (userId, call) =>
      targets.get(
        userId.toLowerCase(),
        async () => (await readTargetNow(userId, false, call)).target,
      ),

    async targetNow(userId, call) {
      const readAt = clock.now();
      const now = await readTargetNow(userId, true, call);
      targets.put(userId.toLowerCase(), now.target, readAt);
      return now;
    },

    tenantName: (call) =>
      names.get('tenant', async () => {
        const request = requests.organizationRequest();
        const answer = await client.send(request, wire.organizationPage, call);
        return answer.value[0]?.displayName ?? '';
      }),

    async searchPeople(query, call) {
      // An object id finds its person, so that ids from logs and scripts can be pasted.
      if (z.guid().safeParse(query).success) {
        try {
          return { people: [await getPerson(query, call)], truncated: false };
        } catch (error) {
          if (!isCode(error, 'user_not_found')) throw error;
          return { people: [], truncated: false };
        }
      }
      try {
        const page = wire.pageOf(wire.userResource);
        const answer = await client.send(requests.searchPeopleRequest(query), page, call);
        const found = answer.value.map(toPerson);
        if (found.length > 0 || !query.includes('@')) {
          return { people: found, truncated: answer['@odata.nextLink'] !== undefined };
        }
      } catch (error) {
        // The index behind $search can be away or know nothing of a query; an exact UPN needs no index.
        if (!isCode(error, 'graph_bad_request') || !query.includes('@')) throw error;
      }
      return findByName(query, call);
    },

    async readiness(person, passkeys, call) {
      const problems: FailureCode[] = [];
      if (!person.enabled) problems.push('user_disabled');
      if (person.guest) problems.push('user_is_guest');
      const policy = await readPolicy(call);
      problems.push(...policyProblems(policy, await groupsFor(policy, person.id, call)));
      if (passkeys.length >= config.maximumPasskeys) problems.push('too_many_passkeys');
      return problems;
    },

    async isModelAllowed(userId, aaguid, isAttested, call) {
      const policy = await readPolicy(call);
      const groupIds = await groupsFor(policy, userId, call);
      return modelProblem(policy, groupIds, aaguid.toLowerCase(), isAttested);
    },

    async creationOptions(userId, { challengeMinutes = config.challengeMinutes, ...call } = {}) {
      const version = challengeMinutes > V1_CHALLENGE_MINUTES ? 'beta' : config.graphVersion;
      const request = requests.creationOptionsRequest(version, userId, challengeMinutes);
      const answer = await client
        .send(request, wire.creationOptionsResource, call)
        .catch(asUserNotFound);
      return {
        options: answer.publicKey,
        expiresAt: client.toOurClock(answer.challengeTimeoutDateTime),
      };
    },

    async createPasskey(userId, body, call) {
      const request = requests.createPasskeyRequest(config.graphVersion, userId, body);
      return toPasskey(await client.send(request, wire.fido2MethodResource, call));
    },

    async renamePasskey(userId, methodId, displayName, call) {
      const { graphVersion } = config;
      const request = requests.renamePasskeyRequest(graphVersion, userId, methodId, displayName);
      await client.send(request, wire.anything, call);
    },

    async deletePasskey(userId, methodId, call) {
      const request = requests.deletePasskeyRequest(userId, methodId);
      try {
        await client.send(request, wire.nothing, call);
      } catch (error) {
        if (!isCode(error, 'graph_not_found')) throw error;
      }
    },
  };
}
