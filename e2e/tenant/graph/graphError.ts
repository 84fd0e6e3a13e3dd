import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';

/** A refusal in Graph's terms; the dispatcher turns it into the error envelope. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GraphRefusal';
    this.status = status;
    this.code = code;
  }
}

/** 400 as the authentication methods workload says it. */
export function badRequest(message: string): GraphRefusal {
  return new GraphRefusal(400, 'badRequest', message);
}

/** 404 of the directory. */
export function notFound(id: string): GraphRefusal {
  return new GraphRefusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** The error envelope. The dispatcher adds the request ids. */
export function graphErrorResponse(
  world: World,
  status: number,
  code: string,
  message: string,
): Response {
  const requestId = randomUUID();
  const date = new Date(world.now()).toISOString().slice(0, 19);
  const innerError = { message, date, 'request-id': requestId, 'client-request-id': requestId };
  const headers = new Headers({ 'Content-Type': 'application/json', 'request-id': requestId });
  if (status === 401) {
    headers.set(
      'WWW-Authenticate',
      `Bearer realm="", authorization_uri="${world.carried.origin}/${world.settings.tenantId}/oauth2/v2.0/authorize"`,
    );
  }
  return new Response(JSON.stringify({ error: { code, message, innerError } }), {
    status,
    headers,
  });
}
