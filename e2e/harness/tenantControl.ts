/** One request the tenant answered. */
export interface TenantRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** It came inside of another one (`$batch`). */
  readonly isBatchItem: boolean;
}

/** What a test does to the tenant from another process (e2e/tenant/README.md). */
export interface TenantControl {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  patch(path: string, body: unknown): Promise<void>;
  delete(path: string): Promise<void>;
  requests(): Promise<TenantRequest[]>;
  passkeysOf(user: string): Promise<{ id: string; displayName: string }[]>;
  /** Scripts trouble; see FaultRule in e2e/tenant/scripting. */
  fault(rule: unknown): Promise<void>;
  reset(): Promise<void>;
}

/** A client for the tenant's control calls. */
export function createTenantControl(origin: string, token: string): TenantControl {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${origin}/_control${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok)
      throw new Error(`the tenant refused ${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body ?? {}),
    patch: async (path, body) => void (await call('PATCH', path, body)),
    delete: async (path) => void (await call('DELETE', path)),
    requests: () => call('GET', '/requests'),
    passkeysOf: (user) => call('GET', `/people/${encodeURIComponent(user)}/passkeys`),
    fault: async (rule) => void (await call('POST', '/faults', rule)),
    reset: async () => void (await call('POST', '/reset')),
  };
}
