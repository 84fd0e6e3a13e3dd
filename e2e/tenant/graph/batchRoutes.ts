import { GraphRefusal } from './graphError.ts';
import { type GraphCall, type GraphRoute, isRecord, jsonAnswer } from './graphRoute.ts';

const MAX_ITEMS = 20;

interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly dependsOn: readonly string[];
}

interface BatchAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export type BatchDispatcher = (call: GraphCall, request: Request) => Promise<Response>;

function invalid(message: string): GraphRefusal {
  return new GraphRefusal(400, 'BadRequest', message);
}

function readItem(value: unknown): BatchItem {
  if (!isRecord(value)) throw invalid('Invalid batch payload format.');
  const { id, method, url, headers = {}, body, dependsOn = [] } = value;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') {
    throw invalid('Each request needs an id, a method and a url.');
  }
  if (!url.startsWith('/') || url.startsWith('//') || /\$batch/i.test(url)) {
    throw invalid(`Invalid url in batch request '${id}'.`);
  }
  if (!isRecord(headers) || !Array.isArray(dependsOn))
    throw invalid('Invalid batch payload format.');
  const sent = new Headers();
  for (const [name, text] of Object.entries(headers)) sent.set(name, String(text));
  if (body !== undefined && !sent.has('Content-Type')) {
    throw invalid(`Request '${id}' has a body and no Content-Type header.`);
  }
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: sent,
    body: body === undefined ? undefined : JSON.stringify(body),
    dependsOn: dependsOn.map(String),
  };
}

function readItems(body: unknown): BatchItem[] {
  if (!isRecord(body) || !Array.isArray(body['requests'])) {
    throw invalid('Invalid batch payload format.');
  }
  const items = body['requests'].map(readItem);
  if (items.length > MAX_ITEMS) {
    throw invalid(
      `Number of batch request steps exceeds the maximum value of ${String(MAX_ITEMS)}.`,
    );
  }
  const ids = new Set(items.map((item) => item.id.toLowerCase()));
  if (ids.size !== items.length) throw invalid('Request ids must be unique.');
  for (const [index, item] of items.entries()) {
    const earlier = items.slice(0, index).map((other) => other.id);
    if (!item.dependsOn.every((id) => earlier.includes(id))) {
      throw invalid(`Request '${item.id}' depends on a request that does not come before it.`);
    }
  }
  return items;
}

async function runItem(
  call: GraphCall,
  item: BatchItem,
  dispatch: BatchDispatcher,
): Promise<BatchAnswer> {
  const headers = new Headers(item.headers);
  const authorization = call.request.headers.get('Authorization');
  if (authorization) headers.set('Authorization', authorization);
  const request = new Request(`${call.url.origin}/${call.version}${item.url}`, {
    method: item.method,
    headers,
    ...(item.body === undefined ? {} : { body: item.body }),
  });
  const answer = await dispatch(call, request);
  const text = await answer.text();
  const shown = ['content-type', 'retry-after', 'location'];
  return {
    id: item.id,
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => shown.includes(name))),
    ...(text === '' ? {} : { body: readBody(text) }),
  };
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON (a `$count`, or a scripted broken body): Graph sends such bodies base64-encoded.
    return Buffer.from(text).toString('base64');
  }
}

async function batch(call: GraphCall, dispatch: BatchDispatcher): Promise<Response> {
  const answers = new Map<string, BatchAnswer>();
  for (const item of readItems(await call.json())) {
    const isBlocked = item.dependsOn.some((id) => (answers.get(id)?.status ?? 0) >= 400);
    answers.set(
      item.id,
      isBlocked
        ? {
            id: item.id,
            status: 424,
            body: {
              error: {
                code: 'FailedDependency',
                message: 'A request this one depends on has failed.',
              },
            },
          }
        : await runItem(call, item, dispatch),
    );
  }
  // Real answers come in any order; the reverse makes sure nobody counts on the order sent.
  return jsonAnswer({ responses: [...answers.values()].reverse() });
}

/** `POST /$batch` (JSON batching): at most 20 items, each with its own answer, faults and log line. */
export function batchRoutes(dispatch: BatchDispatcher): GraphRoute[] {
  return [
    { method: 'POST', path: '$batch', permissions: [], handle: (call) => batch(call, dispatch) },
  ];
}
