import { GraphRefusal } from './graphError.ts';
import type { GraphCall } from './graphRoute.ts';

/** OData options of a collection, read and checked. */
export interface QueryOptions {
  readonly select: readonly string[] | undefined;
  readonly filter: string | undefined;
  readonly search: string | undefined;
  readonly orderBy: string | undefined;
  readonly count: boolean;
  readonly top: number | undefined;
  readonly skipToken: string | undefined;
  /** `ConsistencyLevel: eventual` was sent. */
  readonly isEventual: boolean;
}

const KNOWN = ['$select', '$filter', '$search', '$orderby', '$count', '$top', '$skiptoken'];
const MAX_PAGE = 999;

/** 400 as the directory says it. */
export function unsupportedQuery(message: string): GraphRefusal {
  return new GraphRefusal(400, 'Request_UnsupportedQuery', message);
}

function readTop(text: string | null): number | undefined {
  if (text === null) return undefined;
  const top = Number(text);
  if (!/^\d+$/.test(text) || top < 1 || top > MAX_PAGE) {
    throw new GraphRefusal(
      400,
      'Request_BadRequest',
      `Invalid page size specified: '${text}'. Must be between 1 and ${String(MAX_PAGE)} inclusive.`,
    );
  }
  return top;
}

/** Reads the options; anything Graph would not know for these collections is refused. */
export function readQueryOptions(
  call: GraphCall,
  allowed: readonly string[] = KNOWN,
): QueryOptions {
  const query = call.url.searchParams;
  for (const name of query.keys()) {
    if (!allowed.includes(name.toLowerCase())) {
      throw unsupportedQuery(`Query option '${name}' is not supported for this resource.`);
    }
  }
  const isEventual = call.request.headers.get('ConsistencyLevel')?.toLowerCase() === 'eventual';
  const count = query.get('$count') === 'true';
  const search = query.get('$search') ?? undefined;
  if (search !== undefined && !isEventual) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'.",
    );
  }
  if (count && !isEventual) {
    throw unsupportedQuery(
      "$count is not currently supported without the header 'ConsistencyLevel: eventual'.",
    );
  }
  const filter = query.get('$filter') ?? undefined;
  const orderBy = query.get('$orderby') ?? undefined;
  if (filter !== undefined && orderBy !== undefined && !(isEventual && count)) {
    throw unsupportedQuery('Sorting not supported for current query.');
  }
  return {
    select: query
      .get('$select')
      ?.split(',')
      .map((name) => name.trim()),
    filter,
    search,
    orderBy,
    count,
    top: readTop(query.get('$top')),
    skipToken: query.get('$skiptoken') ?? undefined,
    isEventual,
  };
}
