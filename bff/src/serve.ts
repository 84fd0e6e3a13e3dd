import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { openAuditing } from './audit/openAuditing.ts';
import { composeBackend } from './composeDeps.ts';
import type { Config } from './config.ts';
import type { AppDeps } from './deps.ts';
import { loadCeremonyLibrary } from './enrolment/checkCeremony.ts';
import { closeOpenEnrolments } from './enrolment/closeOpenEnrolments.ts';
import { runRepeatedly } from './jobs/runRepeatedly.ts';
import type { Logger } from './log/logger.ts';
import { seedProfiles } from './profiles/seedProfiles.ts';
import { stopServer } from './stopServer.ts';
import type { Store } from './store/store.ts';

const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;

/** A backend that listens. */
export interface Serving {
  readonly address: string;
  /** Ends requests and jobs first, then the audit, the database last. */
  stop(): Promise<void>;
}

export interface ServeParts {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly now: () => number;
}

/**
 * Listens over an open database. The caller closes the database when this fails.
 * @throws AppError `database_restored`, `audit_unavailable`, `setting_invalid`; what Node says of the address.
 */
export async function serve({ config, log, store, now }: ServeParts): Promise<Serving> {
  const auditing = await openAuditing({
    ...{ config, store, log, now, fetch },
    whenRestored: (queries, audit) => {
      const parts = { audit, now, newId: randomUUID, log };
      return closeOpenEnrolments(parts, queries, 'database_restored');
    },
  });
  await seedProfiles(store, now);
  const { deps, jobs } = composeBackend(config, log, store, auditing);
  const server = createHttpServer(deps);
  const address = await listen(server, config);
  // Where it cannot be read the process ends: nothing could be registered.
  void loadCeremonyLibrary();
  const stopJobs = runRepeatedly(jobs, log);
  return {
    address,
    async stop() {
      await Promise.all([stopServer(server), stopJobs()]);
      await auditing.stop();
      await store.close();
    },
  };
}

function createHttpServer(deps: AppDeps): Server {
  const app = createApp(deps);
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    // The library would put its own Request and Response in place of Node's for the whole process.
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS },
  });
  return server as Server;
}

function listen(server: Server, config: Config): Promise<string> {
  const { host, port } = config.listen;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      const shownHost = host.includes(':') ? `[${host}]` : host;
      resolve(`http://${shownHost}:${bound}`);
    });
  });
}
