import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
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

/** Starts it. Each of its pages is loaded once `ready` resolves: until then nothing in it asks for a key. */
export async function startRelyingPartySite(
  host: string,
  ready: () => Promise<void>,
): Promise<RelyingPartySite> {
  const { certificatePem, privateKeyPem } = makeGraphCertificate();
  const server = createServer({ cert: certificatePem, key: privateKeyPem }, (request, response) => {
    const isHeld = request.url === HELD;
    void (isHeld ? ready() : Promise.resolve()).then(() =>
      response
        .writeHead(isHeld ? 204 : 200, { 'content-type': 'text/html' })
        .end(isHeld ? '' : `<!doctype html><title>Of the test</title><img alt="" src="${HELD}">`),
    );
  });
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
