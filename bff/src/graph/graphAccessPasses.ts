import { Secret } from '#bff/log/secret.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { AccessPass, AccessPasses } from './accessPasses.ts';
import type { DirectoryCall } from './directory.ts';
import { toPerson } from './fromGraph.ts';
import type { GraphDirectoryOptions } from './graphDirectory.ts';
import * as requests from './graphRequest.ts';
import { createGroupReader } from './groupReader.ts';
import { reachingTargets } from './policyTargets.ts';
import { createTimedCache } from './timedCache.ts';
import * as wire from './wire.ts';

/** Neither used nor over: it signs in, now or later. */
const USABLE_LATER = 'NotYetValid';

function toAccessPass(resource: wire.AccessPassResource): AccessPass {
  return {
    id: resource.id,
    createdAt: resource.createdDateTime ?? null,
    startsAt: new Date(resource.startDateTime).toISOString(),
    lifetimeMinutes: resource.lifetimeInMinutes,
    isUsableOnce: resource.isUsableOnce,
    isUsable: resource.isUsable || resource.methodUsabilityReason === USABLE_LATER,
  };
}

const isAbsent = (error: unknown) =>
  error instanceof AppError && error.code === 'graph_not_found' ? null : Promise.reject(error);

/** Temporary Access Passes through Microsoft Graph. The policy and groups are remembered for at most a minute. */
export function createGraphAccessPasses(options: GraphDirectoryOptions): AccessPasses {
  const { client, clock, config } = options;
  const policies = createTimedCache<wire.AccessPassPolicy>(clock, config.directoryCacheMs);
  const groups = createTimedCache<ReadonlySet<string>>(clock, config.directoryCacheMs);
  const groupsFor = createGroupReader(options, groups);

  async function find(userId: string, call?: DirectoryCall): Promise<AccessPass | null> {
    const page = wire.pageOf(wire.accessPassResource);
    const { value } = await client.send(requests.listAccessPassesRequest(userId), page, call);
    const [pass] = value;
    return pass === undefined ? null : toAccessPass(pass);
  }

  return {
    find,

    async policyFor(userId, call) {
      const policy = await policies.get('temporaryAccessPass', () =>
        client.send(requests.accessPassPolicyRequest(), wire.accessPassPolicy, call),
      );
      const groupIds = await groupsFor(policy, userId, call);
      return {
        policy: {
          isEnabled: policy.state === 'enabled',
          defaultLifetimeMinutes: policy.defaultLifetimeInMinutes,
          minimumLifetimeMinutes: policy.minimumLifetimeInMinutes,
          maximumLifetimeMinutes: policy.maximumLifetimeInMinutes,
        },
        isReached: reachingTargets(policy, groupIds).length > 0,
      };
    },

    async create(userId, wanted, call) {
      const request = requests.createAccessPassRequest(userId, wanted);
      const answer = await client.send(request, wire.newAccessPassResource, call);
      return { pass: toAccessPass(answer), secret: new Secret(answer.temporaryAccessPass) };
    },

    async remove(userId, passId, call) {
      const request = requests.deleteAccessPassRequest(userId, passId);
      await client.send(request, wire.nothing, call).catch(isAbsent);
    },

    async manager(userId, call) {
      const request = requests.managerRequest(userId);
      const user = await client.send(request, wire.userResource, call).catch(isAbsent);
      return user === null ? null : toPerson(user);
    },

    async preferredLanguage(userId, call) {
      const request = requests.languageRequest(userId);
      const { preferredLanguage } = await client.send(request, wire.languageResource, call);
      return preferredLanguage ?? null;
    },
  };
}
