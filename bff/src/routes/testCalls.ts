import { randomUUID } from 'node:crypto';
import type { App } from '#bff/app.ts';

/**
 * Calls the API of a test's app, by the names of its callers, each time with an Idempotency-Key of its own.
 * @param appOf asked at each call: tests make their app later.
 */
export function callsOf<As extends string>(appOf: () => Pick<App, 'request'>, prefix: string) {
  return async <Body = Record<string, unknown>>(
    as: As,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Body }> => {
    const answer = await appOf().request(`${prefix}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
}
