import type { BrowserContext, Page, Response } from '@playwright/test';

/** Everything a page took in and gave away, as text to search in. */
export interface PageRecord {
  /** `METHOD path` of the calls to one origin, in order. */
  calls(origin: string): string[];
  /** Addresses, headers and bodies of all requests and answers, and all console lines. */
  everything(): Promise<string>;
  /** Forgets what was recorded so far. */
  clear(): void;
}

/** Writes down the traffic and the console of a page from now on. */
export function recordPage(page: Page): PageRecord {
  let responses: Response[] = [];
  let sent: { readonly url: string; readonly method: string; readonly text: string }[] = [];
  let lines: string[] = [];
  page.on('request', (request) => {
    const { url, method } = { url: request.url(), method: request.method() };
    const text = `${JSON.stringify(request.headers())} ${request.postData() ?? ''}`;
    sent.push({ url, method, text });
  });
  page.on('response', (response) => responses.push(response));
  page.on('console', (message) => lines.push(message.text()));
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => lines.push(String(payload)));
    socket.on('framereceived', ({ payload }) => lines.push(String(payload)));
  });
  return {
    calls: (origin) =>
      sent
        .filter(({ url, method }) => url.startsWith(origin) && method !== 'OPTIONS')
        .map(({ url, method }) => `${method} ${new URL(url).pathname}`),
    async everything() {
      const answers = await Promise.all(
        responses.map(async (response) => {
          const headers = JSON.stringify(response.headers());
          // Redirects and preflights have no body, and a page that was left takes its bodies along.
          const body = await response.text().catch(() => '');
          return `${response.url()} ${headers} ${body}`;
        }),
      );
      return [...sent.map(({ url, text }) => `${url} ${text}`), ...answers, ...lines].join('\n');
    },
    clear() {
      responses = [];
      sent = [];
      lines = [];
    },
  };
}

/** What the browser keeps for the page: both storages, cookies, the names of databases and caches, the address. */
export async function keptBy(page: Page, context: BrowserContext): Promise<string> {
  const inPage = await page.evaluate(async () =>
    JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      address: location.href,
      history: history.state,
    }),
  );
  return inPage + JSON.stringify(await context.cookies());
}
