import { randomUUID } from 'node:crypto';
import { realClock } from '#e2e/authenticator/realClock.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { createHttpBackend } from '#web/adapters/http/httpBackend.ts';
import { createHttpClient } from '#web/adapters/http/httpClient.ts';
import type { TokenRequest } from '#web/usecases/ports.ts';

const OPERATOR = 'adele.vance@contoso.example';

export type Page = Awaited<ReturnType<typeof openPage>>;

/** An operator's page, but for its screen. */
export async function openPage(stack: Stack) {
  const fetchToken = async () => {
    const { token } = await stack.tenant.post<{ token: string }>('/tokens', { person: OPERATOR });
    return token;
  };
  let token = fetchToken();
  const parts = {
    origin: stack.backendOrigin,
    fetch,
    token: ({ renew = false }: TokenRequest = {}) => {
      if (renew) token = fetchToken();
      return token;
    },
    timers: { now: Date.now, setTimeout: realClock.setTimeout },
    randomUuid: randomUUID,
  };
  await token;
  const http = { ...parts, pageSession: randomUUID() };
  return { http, client: createHttpClient(http), backend: createHttpBackend(http) };
}
