import { z } from 'zod';
import type { Config } from '#bff/config.ts';
import type { Clock } from '#bff/deps.ts';
import type { Group } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { BulkDirectory } from './bulkDirectory.ts';
import type { DirectoryCall } from './directory.ts';
import { findPeople } from './findPeople.ts';
import { toPerson } from './fromGraph.ts';
import type { GraphClient } from './graphClient.ts';
import * as requests from './graphRequest.ts';
import { unitsRequest } from './privilegeRequests.ts';
import { nextUrl, readAllPages } from './readAllPages.ts';
import { readProtectedIds } from './readProtectedIds.ts';
import { createTimedCache } from './timedCache.ts';
import * as wire from './wire.ts';

const MOST_UNITS = 25;

export interface GraphBulkDirectoryOptions {
  readonly config: Pick<Config, 'graphOrigin' | 'directoryCacheMs' | 'readsEligible'>;
  readonly client: GraphClient;
  readonly clock: Clock;
}

function toGroup(group: wire.NamedGroupResource): Group {
  return {
    id: group.id.toLowerCase(),
    displayName: group.displayName ?? group.id,
    description: group.description ?? null,
  };
}

function asGroupNotFound(error: unknown): never {
  if (error instanceof GraphError && error.code === 'graph_not_found') {
    throw new GraphError('group_not_found', 'no such group in the tenant', {
      httpStatus: error.httpStatus,
      graphCode: error.graphCode,
      requestId: error.requestId,
    });
  }
  throw error;
}

/** A page's cursor is the query of Graph's `nextLink`, verbatim; host and path are always ours. */
function cursorOf(link: string | undefined, first: URL): string | null {
  if (link === undefined) return null;
  return Buffer.from(nextUrl(link, first).search).toString('base64url');
}

function pageUrl(first: URL, cursor: string | undefined): URL {
  if (cursor === undefined) return first;
  const url = new URL(first);
  url.search = Buffer.from(cursor, 'base64url').toString();
  if (url.searchParams.get('$skiptoken') === null) {
    throw new AppError('request_invalid', 'a cursor that is not ours');
  }
  return url;
}

/** Whether each word of a query is somewhere in a name, however it is spelled. */
function hasWords(name: string, query: string): boolean {
  const text = name.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Many people of the tenant through Microsoft Graph. Who is protected, and which units there are, is remembered for at most a minute. */
export function createGraphBulkDirectory(options: GraphBulkDirectoryOptions): BulkDirectory {
  const { client, clock, config } = options;
  const source = { client, origin: config.graphOrigin, hasEligible: config.readsEligible };
  const units = createTimedCache<readonly wire.UnitResource[]>(clock, config.directoryCacheMs);
  const protectedIds = createTimedCache<ReadonlySet<string>>(clock, config.directoryCacheMs);

  async function groupById(groupId: string, call?: DirectoryCall): Promise<Group | null> {
    try {
      const request = requests.groupRequest(groupId);
      return toGroup(await client.send(request, wire.namedGroupResource, call));
    } catch (error) {
      if (error instanceof GraphError && error.code === 'graph_not_found') return null;
      throw error;
    }
  }

  async function hasMembers(groupId: string, call?: DirectoryCall): Promise<boolean> {
    const request = requests.groupMembersRequest(groupId);
    const page = await client.send(request, wire.pageOf(wire.groupResource), call);
    return page.value.length > 0;
  }

  return {
    async searchGroups(query, call) {
      if (z.guid().safeParse(query).success) {
        const group = await groupById(query, call);
        return { groups: group === null ? [] : [group], truncated: false };
      }
      const page = wire.pageOf(wire.namedGroupResource);
      const answer = await client
        .send(requests.searchGroupsRequest(query), page, call)
        .catch((error: unknown) => {
          // The index behind $search can be away or know nothing of a query.
          if (!(error instanceof GraphError) || error.code !== 'graph_bad_request') throw error;
          return client.send(requests.groupsByNameRequest(query), page, call);
        });
      return {
        groups: answer.value.map(toGroup),
        truncated: answer['@odata.nextLink'] !== undefined,
      };
    },

    async searchUnits(query, call) {
      // Graph does not search them by words of the name; a tenant has few.
      const all = await units.get('units', () =>
        readAllPages(
          client,
          config.graphOrigin,
          unitsRequest(),
          wire.pageOf(wire.unitResource),
          call,
        ),
      );
      const named = all.map(({ id, displayName }) => ({ id: id.toLowerCase(), displayName }));
      const found = named.filter(
        ({ id, displayName }) => id === query.toLowerCase() || hasWords(displayName, query),
      );
      return { units: found.slice(0, MOST_UNITS), truncated: found.length > MOST_UNITS };
    },

    async groupPeople(groupId, cursor, call) {
      const request = requests.groupPeopleRequest(groupId);
      const first = new URL(request.path, config.graphOrigin);
      const answer = await client
        .send(request, wire.countedPeoplePage, call, pageUrl(first, cursor))
        .catch(asGroupNotFound);
      const isEmpty = cursor === undefined && answer.value.length === 0;
      return {
        people: answer.value.map(toPerson),
        cursor: cursorOf(answer['@odata.nextLink'], first),
        total: answer['@odata.count'] ?? null,
        hasOnlyOthers: isEmpty && (await hasMembers(groupId, call)),
      };
    },

    findPeople: (references, call) => findPeople(client, references, call),

    protectedIds: (call) => protectedIds.get('protected', () => readProtectedIds(source, call)),
  };
}
