import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import {
  ASSET_CACHE,
  pageHeaders,
  REDIRECT_PAGE,
  redirectPageHeaders,
} from '#bff/http/pageHeaders.ts';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { PageConfig } from '#shared/api/session.ts';
import { DIST } from './dist.ts';
import { bridgeRack } from './rackBridge.ts';

/** What stands behind the page's address. */
export interface PageServerOptions {
  readonly port: number;
  readonly config: PageConfig;
  /** Origins that the page may talk to: the backend and the sign-in. */
  readonly connect: { readonly apiOrigin: string; readonly loginOrigin: string };
  /** Software keys for `navigator.hid`; null serves the build exactly as it is. */
  readonly rack: KeyRack | null;
  /** Whether people get the drawer; tests move the keys themselves. */
  readonly drawer: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

/**
 * A static host for dist/web with the headers that any host of it should send. For the demo and the tests it also
 * puts one script before the page's own and joins it to the rack; the files themselves stay as they were built.
 */
export async function startPageServer(
  options: PageServerOptions,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', options).then(({ status, headers, body }) => {
      response.writeHead(status, headers).end(body);
    });
  });
  const bridge = options.rack === null ? null : bridgeRack(server, options.rack);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, 'localhost', resolve);
  });
  return {
    origin: `http://localhost:${options.port}`,
    close: () =>
      new Promise((resolve) => {
        bridge?.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer | string;
}

async function answer(url: string, options: PageServerOptions): Promise<Answer> {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  if (path === '/config.json') {
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify(options.config),
    };
  }
  if (options.rack !== null && path.startsWith('/demo/'))
    return file(DIST.demo, path.slice(5), options);
  const found = await file(DIST.web, path, options);
  if (found.status !== 404 || extname(path) !== '') return found;
  return file(DIST.web, '/index.html', options);
}

async function file(folder: string, path: string, options: PageServerOptions): Promise<Answer> {
  const full = join(folder, path);
  if (!full.startsWith(folder + sep)) return { status: 404, headers: {}, body: '' };
  const body = await readFile(full).catch(() => null);
  if (body === null)
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  const type = TYPES[extname(full)] ?? 'application/octet-stream';
  const isApp = full.endsWith('index.html');
  return {
    status: 200,
    headers: { 'content-type': type, ...headersOf(path, options) },
    body: isApp && options.rack !== null ? withDemo(body.toString(), options.drawer) : body,
  };
}

function headersOf(path: string, { connect }: PageServerOptions): Record<string, string> {
  if (path === REDIRECT_PAGE) return { ...redirectPageHeaders(connect) };
  const headers = { ...pageHeaders(connect) };
  return path.startsWith('/assets/') ? { ...headers, 'Cache-Control': ASSET_CACHE } : headers;
}

function withDemo(html: string, drawer: boolean): string {
  const script = `<script src="/demo/demo.js" data-drawer="${drawer ? 'yes' : 'no'}"></script>`;
  return html.replace('<head>', `<head>${script}`);
}
