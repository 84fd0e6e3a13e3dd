import type { Server } from 'node:http';

/** How long requests that run may go on after the order to stop. */
const FINISH_WITHIN_MS = 10_000;

/** Stops accepting at once, lets requests finish for up to 10 s, then cuts the rest. Resolves when all are gone. */
export function stopServer(server: Server, withinMs = FINISH_WITHIN_MS): Promise<void> {
  return new Promise((resolve) => {
    const hard = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(hard);
      resolve();
    });
    // Connections kept open between requests would otherwise hold the end up.
    server.closeIdleConnections();
  });
}
