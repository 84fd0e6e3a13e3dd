import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { readLimited } from './readLimited.ts';

const TIMEOUT_MS = 10_000;

async function send<T>(
  fetchPort: typeof fetch,
  method: string,
  url: string,
  options: NetworkRequestOptions | undefined,
  timeoutMs: number,
): Promise<NetworkResponse<T>> {
  const response = await fetchPort(url, {
    method,
    headers: options?.headers ?? {},
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    ...(options?.body === undefined ? {} : { body: options.body }),
  });
  const text = await readLimited(response);
  // Not an answer to the question: the library takes what is thrown here for a broken network.
  if (response.status === 429 || response.status >= 500 || response.status < 200) {
    throw new RangeError('the sign-in service does not work now');
  }
  const body = JSON.parse(text) as T;
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

/** The sign-in library's way out: no redirects, a time limit, and a port that tests can script. */
export function createSignInNetwork(fetchPort: typeof fetch): INetworkModule {
  return {
    sendGetRequestAsync: (url, options, timeout) =>
      send(fetchPort, 'GET', url, options, timeout ?? TIMEOUT_MS),
    sendPostRequestAsync: (url, options) => send(fetchPort, 'POST', url, options, TIMEOUT_MS),
  };
}
