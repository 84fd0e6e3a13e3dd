import { randomUUID } from 'node:crypto';
import { createAuditFile } from './audit/auditFile.ts';
import { createAuditLog } from './audit/auditLog.ts';
import { createTokenValidator } from './auth/validateToken.ts';
import type { Config } from './config.ts';
import type { AppDeps } from './deps.ts';
import { createEnrolmentService } from './enrolment/enrolmentService.ts';
import { createHolderPins } from './enrolment/holderPins.ts';
import { createPasskeyInventory } from './enrolment/passkeyInventory.ts';
import { nodeCrypto } from './escrow/nodeCrypto.ts';
import { createPinEscrow } from './escrow/pinEscrow.ts';
import { createAcquireToken } from './graph/acquireAppToken.ts';
import { createAppTokenSource } from './graph/appToken.ts';
import { createGraphClient } from './graph/graphClient.ts';
import { createGraphDirectory } from './graph/graphDirectory.ts';
import { REAL_GRAPH_PORTS } from './graph/graphPorts.ts';
import type { Logger } from './log/logger.ts';
import type { Store } from './store/store.ts';

/** Wires the backend to the real world: the clock, randomness, Entra, Graph and an open database. */
export function composeDeps(config: Config, log: Logger, store: Store): AppDeps {
  const { clock } = REAL_GRAPH_PORTS;
  const tokens = createAppTokenSource(createAcquireToken(config), clock, log);
  const client = createGraphClient({
    origin: config.graphOrigin,
    tokens,
    log,
    ports: REAL_GRAPH_PORTS,
  });
  const directory = createGraphDirectory({ config, client, clock });
  const sink = config.auditFile === null ? undefined : createAuditFile(config.auditFile);
  const parts = {
    store,
    directory,
    audit: createAuditLog({ now: clock.now, sink }),
    escrow: createPinEscrow({ masterKey: config.escrowKey, tenantId: config.tenantId }),
    crypto: nodeCrypto,
    masterKey: config.escrowKey,
    tenantId: config.tenantId,
    settleMs: config.settleMs,
    attestationRoots: config.attestationRoots,
    now: clock.now,
    newId: () => randomUUID(),
    log,
  };
  return {
    config,
    log,
    clock,
    directory,
    enrolments: createEnrolmentService(parts),
    pins: createHolderPins(parts),
    inventory: createPasskeyInventory(store),
    validateToken: createTokenValidator(config, clock),
    readiness: [
      { name: 'database', check: () => store.check() },
      {
        name: 'appToken',
        check: async () => {
          await tokens.get();
        },
      },
    ],
  };
}
