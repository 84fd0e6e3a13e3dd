import type { Writable } from 'node:stream';
import type pg from 'pg';

type Query = (...said: unknown[]) => unknown;

/**
 * Has the statements that are sent over a connection in one turn of the event loop leave in one write, as those of a transaction
 * with its COMMIT do. Each write wakes PostgreSQL's process, which costs more than most of our statements.
 */
export function sendTogether(client: pg.ClientBase): void {
  const stream = streamOf(client);
  if (stream === undefined) return;
  const send: Query = client.query.bind(client);
  let isHeldBack = false;
  const query: Query = (...said) => {
    if (!isHeldBack) {
      isHeldBack = true;
      stream.cork();
      // After the promises of this turn, and before anything is waited for.
      process.nextTick(() => {
        isHeldBack = false;
        stream.uncork();
      });
    }
    return send(...said);
  };
  Object.assign(client, { query });
}

/** pg keeps its socket to itself; where a version has none there, each statement goes by itself. */
function streamOf(client: pg.ClientBase): Writable | undefined {
  const connection: unknown = Reflect.get(client, 'connection');
  if (typeof connection !== 'object' || connection === null) return undefined;
  const stream: unknown = Reflect.get(connection, 'stream');
  return isWritable(stream) ? stream : undefined;
}

function isWritable(stream: unknown): stream is Writable {
  return typeof stream === 'object' && stream !== null && 'cork' in stream && 'uncork' in stream;
}
