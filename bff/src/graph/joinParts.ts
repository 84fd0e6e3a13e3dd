import { z } from 'zod';
import type { GraphRequest } from './graphRequest.ts';

/** An answer of Graph, body as text. */
export interface Answer {
  readonly response: Response;
  readonly body: string;
}

const batchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int().min(200).max(599),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});

/** The body of `POST /$batch` for some reads. */
export function batchBody(parts: readonly GraphRequest[]): unknown {
  return {
    requests: parts.map(({ method, path, isEventual }, index) => ({
      id: String(index),
      method,
      // Under the version of the batch.
      url: path.replace(/^\/v1\.0/, ''),
      ...(isEventual === true && { headers: { ConsistencyLevel: 'eventual' } }),
    })),
  };
}

/** What has to be known before anything else: everybody waits, or the token is of no use. */
const FIRST: readonly number[] = [429, 401];

/**
 * Makes one answer of the answers in a batch, which come in any order: all bodies as `{parts}` in the order asked, or,
 * where one was refused, that refusal with its status and headers, as if it had been asked alone: half of what was asked for
 * is never taken for all of it. What has another shape stays as it is, for its reader to refuse.
 */
export function joinParts(parts: readonly GraphRequest[], answer: Answer): Answer {
  const responses = readResponses(answer.body);
  if (responses === null) return answer;
  const { response } = answer;
  const refusals = responses.filter(({ status }) => status >= 300);
  const refused = refusals.find(({ status }) => FIRST.includes(status)) ?? refusals[0];
  if (refused !== undefined) {
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(refused.headers ?? {})) headers.set(name, value);
    return {
      response: new Response(null, { status: refused.status, headers }),
      body: JSON.stringify(refused.body ?? null),
    };
  }
  const bodies = parts.map((_, index) => {
    const [own, ...others] = responses.filter(({ id }) => id === String(index));
    // One that was answered twice was not answered.
    return others.length === 0 ? own?.body : null;
  });
  return { response, body: JSON.stringify({ parts: bodies }) };
}

function readResponses(body: string) {
  try {
    return batchAnswer.parse(JSON.parse(body)).responses;
  } catch {
    return null;
  }
}
