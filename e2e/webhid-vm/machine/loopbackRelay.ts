import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port of 127.0.0.1 that leads elsewhere. */
export interface LoopbackRelay {
  readonly port: number;
  close(): void;
}

/** Listens on a free port and joins each connection to one of its own. */
export async function startLoopbackRelay(open: () => Promise<Socket>): Promise<LoopbackRelay> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    sockets.add(near);
    near.once('close', () => sockets.delete(near));
    near.on('error', () => near.destroy());
    open().then(
      (far) => {
        far.on('error', () => near.destroy());
        far.once('close', () => near.destroy());
        near.once('close', () => far.destroy());
        near.pipe(far).pipe(near);
      },
      () => near.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Opens connections to a port of localhost, whichever of its addresses the server took. */
export async function toLocalhost(port: number): Promise<Socket> {
  const socket = connect({ port, host: 'localhost', autoSelectFamily: true, noDelay: true });
  await once(socket, 'connect');
  return socket;
}
