import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPostgresAccount, placeForAccount } from './postgresAccount.ts';
import { findPostgresBinaries } from './postgresBinaries.ts';
import { CLUSTER_USER, type ClusterPlace, dataOf, keepCluster } from './postgresCluster.ts';
import { socketFile, socketFolder, startServer, stopServer } from './postgresServer.ts';
import { findPostmaster, isAlive } from './postmasterPid.ts';
import { watchServer } from './watchServer.ts';

/** A PostgreSQL server of our own: on a Unix socket where there are any, and on the loopback address. */
export interface EmbeddedPostgres {
  /** Connection string of a database in it; holds the password. */
  url(database: string): string;
  /** Stops the server, unless another living process of ours started it. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds everything: `data/`, the password, the log. */
  readonly directory: string;
  /** For throw-away servers of tests: nothing is synced to disk. */
  readonly isDisposable?: boolean;
  /**
   * Has the server looked after: told when it has ended by itself, and again when it was started anew at the same
   * address. Left out: nobody looks.
   */
  readonly onChange?: (state: 'ended' | 'startedAgain') => void;
}

const LOOPBACK = '127.0.0.1';

/**
 * Starts PostgreSQL in a directory, or takes over the server that a killed process of ours left running there.
 * The server listens on a socket in that directory, and on 127.0.0.1 at a free port, and wants a password that is drawn once and kept in a file
 * for the owner alone.
 * @throws AppError `setting_invalid` when it cannot run here; `database_unavailable` when it does not get ready.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { isDisposable = false, onChange } = options;
  const account = await findPostgresAccount();
  const { directory, binaries } = await placeForAccount(
    { directory: options.directory, binaries: await findPostgresBinaries() },
    account,
  );
  const place = { directory, binaries, account, isDisposable };
  const password = await keepCluster(place);
  const ownerFile = join(directory, 'owner');
  const own = () => writeFile(ownerFile, String(process.pid), { mode: 0o600 });
  let isShared = await isOwnedByOther(dataOf(place), ownerFile);
  let server = await startServer(place);
  if (!isShared) await own();
  const stopWatching =
    onChange === undefined
      ? null
      : watchServer({
          hasEnded: async () => (await findPostmaster(dataOf(place))) === undefined,
          async startAgain() {
            // Connections are made by the address that was given out.
            server = await startServer(place, server.port);
            isShared = false;
            await own();
          },
          onChange,
        });
  return {
    url: (database) =>
      `postgres://${CLUSTER_USER}:${password}@${hostOf(place, server.port)}:${server.port}/${database}`,
    async stop() {
      await stopWatching?.();
      if (isShared) return;
      await stopServer(server.pid);
      await rm(ownerFile, { force: true });
    },
  };
}

/** Its socket, unless the server that was taken over has none. */
function hostOf(place: ClusterPlace, port: number): string {
  const sockets = socketFolder(place);
  const hasSocket = sockets !== null && existsSync(socketFile(sockets, port));
  return hasSocket ? encodeURIComponent(sockets) : LOOPBACK;
}

/** A server runs already, and another living process of ours has started it. */
async function isOwnedByOther(data: string, ownerFile: string): Promise<boolean> {
  const running = await findPostmaster(data);
  const owner = Number.parseInt(await readFile(ownerFile, 'utf8').catch(() => ''), 10);
  return running !== undefined && owner !== process.pid && owner > 0 && isAlive(owner);
}
