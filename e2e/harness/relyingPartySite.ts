import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type RequestListener, request as startRequest } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeGraphCertificate } from './graphCertificate.ts';

const HELD = '/held.png';

/** A site that stands for login.microsoft.com, on this machine. */
export interface RelyingPartySite {
  /** What a browser has to be started with to go there, and to take its certificate for a good one. */
  readonly chromiumArgs: readonly string[];
  close(): Promise<void>;
}

/** Pages that are loaded once `ready` resolves: until then nothing in them asks for a key. */
export function heldPages(ready: () => Promise<void>): RequestListener {
  return (request, response) => {
    const isHeld = request.url === HELD;
    void (isHeld ? ready() : Promise.resolve()).then(() =>
      response
        .writeHead(isHeld ? 204 : 200, { 'content-type': 'text/html' })
        .end(isHeld ? '' : `<!doctype html><title>Of the test</title><img alt="" src="${HELD}">`),
    );
  };
}

/** What another server of this machine answers. */
export function pagesOf(origin: string): RequestListener {
  return (request, response) => {
    const { method, url = '/' } = request;
    const { host } = new URL(origin);
    const onward = startRequest(
      new URL(url, origin),
      { method, headers: { ...request.headers, host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  };
}

/** Starts it. */
export async function startRelyingPartySite(
  host: string,
  pages: RequestListener,
): Promise<RelyingPartySite> {
  const { certificatePem, privateKeyPem } = makeGraphCertificate();
  const server = createServer({ cert: certificatePem, key: privateKeyPem }, pages);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const publicKey = new X509Certificate(certificatePem).publicKey.export({
    type: 'spki',
    format: 'der',
  });
  const spkiHash = createHash('sha256').update(publicKey).digest('base64');
  return {
    chromiumArgs: [
      `--host-resolver-rules=MAP ${host} 127.0.0.1:${port}`,
      `--ignore-certificate-errors-spki-list=${spkiHash}`,
    ],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
