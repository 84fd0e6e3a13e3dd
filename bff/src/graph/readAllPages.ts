import type { z } from 'zod';
import { GraphError } from '#shared/failure/appError.ts';
import type { DirectoryCall } from './directory.ts';
import type { GraphClient } from './graphClient.ts';
import type { GraphRequest } from './graphRequest.ts';

/** 999 a page: nobody is in a million groups. */
const MAXIMUM_PAGES = 1_000;

/** A part of a list. */
export interface Page<T> {
  readonly value: readonly T[];
  readonly '@odata.nextLink'?: string | undefined;
}

/** Where a list goes on. @throws GraphError `graph_response_invalid` for an address that is not the same list. */
export function nextUrl(link: string, first: URL): URL {
  const url = new URL(link);
  // The link carries our token to where it says: only on to the same list.
  if (url.origin !== first.origin || url.pathname !== first.pathname) {
    throw new GraphError('graph_response_invalid', 'a list goes on at another address');
  }
  return url;
}

/**
 * Reads a list to its end. `firstPage`: what was read of it already.
 * @throws GraphError also when the end is not reached: a list cut short would read as "not a member".
 */
export async function readAllPages<T>(
  client: Pick<GraphClient, 'send'>,
  origin: string,
  request: GraphRequest,
  page: z.ZodType<Page<T>>,
  call: DirectoryCall = {},
  firstPage?: Page<T>,
): Promise<T[]> {
  const items: T[] = [];
  const first = new URL(request.path, origin);
  let url = first;
  for (let count = 0; count < MAXIMUM_PAGES; count += 1) {
    const isRead = count === 0 && firstPage !== undefined;
    const answer = isRead ? firstPage : await client.send(request, page, call, url);
    items.push(...answer.value);
    const link = answer['@odata.nextLink'];
    if (link === undefined) return items;
    url = nextUrl(link, first);
  }
  throw new GraphError('graph_response_invalid', 'a list does not end');
}
