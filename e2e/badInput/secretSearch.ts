import type { Page, Request } from '@playwright/test';

/** What must not be in any log, gathered while a page works. */
export interface SecretSearch {
  /** A PIN that was typed, or found in escrow. */
  add(secret: string): void;
  /** Names of what was found in a text; never the secrets themselves. */
  findIn(text: string): string[];
  /** Whether it saw the page's token, without which it could find none. */
  knowsToken(): boolean;
  /** What the page itself wrote into its console. */
  console(): string;
  /** Whether one of the added secrets was sent to this origin. */
  sentTo(origin: string): boolean;
  stop(): void;
}

/** Any token at all, whoever made it. */
const TOKEN = /eyJ[\w-]{16,}\.[\w-]{16,}/;

/** Watches a page: tokens and attestations that it sends become secrets to search for. */
export function watchForSecrets(page: Page): SecretSearch {
  const added = new Set<string>();
  const seen = new Map<string, string>();
  const sent: { readonly url: string; readonly body: string }[] = [];
  let lines = '';
  const onConsole = (message: { text(): string }) => {
    lines += `${message.text()}\n`;
  };
  const onRequest = (request: Request) => {
    const body = request.postData() ?? '';
    sent.push({ url: request.url(), body });
    const token = request.headers()['authorization']?.replace(/^Bearer /, '');
    if (token !== undefined) seen.set(token, 'an access token');
    for (const [, name = '', value = ''] of body.matchAll(
      /"(attestationObject|encryptedToken)":"([\w-]{16,})"/g,
    )) {
      seen.set(value, name);
    }
  };
  page.on('console', onConsole);
  page.on('request', onRequest);
  // PINs of these tests are letters and digits.
  const hasPin = (text: string, pin: string) =>
    new RegExp(`(?<![0-9a-z])${pin}(?![0-9a-z])`, 'i').test(text);
  return {
    add: (secret) => void added.add(secret),
    findIn: (text) => [
      ...(TOKEN.test(text) ? ['a token'] : []),
      ...[...seen].filter(([value]) => text.includes(value)).map(([, name]) => name),
      ...[...added].filter((pin) => hasPin(text, pin)).map(() => 'a PIN'),
    ],
    knowsToken: () => [...seen.values()].includes('an access token'),
    console: () => lines,
    sentTo: (origin) =>
      sent.some(
        ({ url, body }) => url.startsWith(origin) && [...added].some((pin) => hasPin(body, pin)),
      ),
    stop() {
      page.off('console', onConsole);
      page.off('request', onRequest);
    },
  };
}
