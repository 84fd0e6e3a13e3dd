import { z } from 'zod';

/** An answer with its body as text. */
export interface Answer {
  readonly response: Response;
  readonly body: string;
}

const items = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int().min(200).max(599),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown(),
    }),
  ),
});

/** What has to be known before anything else: everybody waits, or the token is of no use. */
const FIRST: readonly number[] = [429, 401];

/**
 * Reads a `$batch` as one call: where one part was refused, the whole was, with that part's status. Half of what was asked
 * for is never taken for all of it.
 */
export function batchAnswer(answer: Answer): Answer {
  if (!answer.response.ok) return answer;
  const parsed = items.safeParse(readJson(answer.body));
  // Of another shape: whoever parses it says so.
  if (!parsed.success) return answer;
  const refused = parsed.data.responses.filter(({ status }) => status >= 300);
  const [worst] = [
    ...FIRST.flatMap((status) => refused.filter((one) => one.status === status)),
    ...refused,
  ];
  if (worst === undefined) return answer;
  const headers = new Headers(answer.response.headers);
  for (const [name, value] of Object.entries(worst.headers ?? {})) {
    if (name.toLowerCase() === 'retry-after') headers.set(name, value);
  }
  const response = new Response(null, { status: worst.status, headers });
  return { response, body: JSON.stringify(worst.body ?? null) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
