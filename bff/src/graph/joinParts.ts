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
    requests: parts.map(({ method, path }, index) => ({
      id: String(index),
      method,
      // Under the version of the batch.
      url: path.replace(/^\/v1\.0/, ''),
    })),
  };
}

/**
 * Makes one answer of the answers in a batch, which come in any order: all bodies as `{parts}` in the order asked, or,
 * where one was refused, that refusal with its status and headers, as if it had been asked alone. What has another shape
 * stays as it is, for its reader to refuse.
 */
export function joinParts(parts: readonly GraphRequest[], answer: Answer): Answer {
  const responses = readResponses(answer.body);
  if (responses === null) return answer;
  const { response } = answer;
  const refused = responses.find(({ status }) => status >= 300);
  if (refused !== undefined) {
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(refused.headers ?? {})) headers.set(name, value);
    return {
      response: new Response(null, { status: refused.status, headers }),
      body: JSON.stringify(refused.body ?? null),
    };
  }
  const bodies = parts.map((_, index) => responses.find(({ id }) => id === String(index))?.body);
  return { response, body: JSON.stringify({ parts: bodies }) };
}

function readResponses(body: string) {
  try {
    return batchAnswer.parse(JSON.parse(body)).responses;
  } catch {
    return null;
  }
}
