import { createTenant, type Tenant } from '../createTenant.ts';
import { DEFAULT_PERMISSIONS, type TenantOptions } from '../options.ts';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Calls Graph without a socket, with an app token from the token endpoint. */
export interface GraphClient {
  readonly tenant: Tenant;
  readonly token: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}

export const EVENTUAL = { ConsistencyLevel: 'eventual' };

/** Asks for an app token with a secret, which the tests' tenants allow. */
async function appToken(tenant: Tenant, tenantId: string): Promise<string> {
  const answer = await tenant.app.request(`/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43',
      client_secret: 'only for tests',
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  return token ?? '';
}

/** What the backend may, and what later versions of it will ask for. */
const EVERY_PERMISSION = DEFAULT_PERMISSIONS;

/** A tenant and a client that may do all the tests need, or what `permissions` says. */
export async function graphClient(
  options: TenantOptions = {},
  permissions?: readonly string[],
): Promise<GraphClient> {
  const tenant = createTenant({
    allowClientSecret: true,
    ...options,
    backend: {
      secret: 'only for tests',
      permissions: permissions ?? EVERY_PERMISSION,
      ...options.backend,
    },
  });
  const token = await appToken(tenant, '5b0c7e0a-41f6-4c3e-9a55-2f6d1c8e7a10');
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const url = new URL(path, tenant.state.origin);
    const answer = await tenant.app.request(url.toString(), {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('Content-Type')?.includes('json') && text !== '';
    return {
      status: answer.status,
      headers: answer.headers,
      body: (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>,
    };
  };
  return { tenant, token, call, get: (path, headers) => call('GET', path, undefined, headers) };
}

/** `error.code` and `error.message` of Graph's envelope. */
export function errorOf(answer: Answer): { code: string; message: string } {
  const { error } = answer.body as { error?: { code?: string; message?: string } };
  return { code: error?.code ?? '', message: error?.message ?? '' };
}

/** The rows of a list answer. */
export function rowsOf(answer: Answer): Record<string, unknown>[] {
  return (answer.body['value'] ?? []) as Record<string, unknown>[];
}

/** Follows `@odata.nextLink` to the end and gives the rows of each page. */
export async function allPages(
  client: GraphClient,
  path: string,
  headers?: Record<string, string>,
): Promise<Record<string, unknown>[][]> {
  const pages: Record<string, unknown>[][] = [];
  for (let next: unknown = path; typeof next === 'string'; ) {
    const answer = await client.get(next, headers);
    if (answer.status !== 200) throw new TypeError(`a page was answered ${String(answer.status)}`);
    pages.push(rowsOf(answer));
    next = answer.body['@odata.nextLink'];
  }
  return pages;
}

/** The display names of a list answer. */
export function namesOf(answer: Answer): unknown[] {
  return rowsOf(answer).map((row) => row['displayName']);
}
