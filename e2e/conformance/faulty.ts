import { expect } from 'vitest';
import type { Fault } from '#e2e/authenticator/faults/fault.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { type Bench, plugIn } from './bench.ts';
import { enrol } from './enrolment.ts';
import { createQuickCrypto } from './quickCrypto.ts';

/** Every command of an enrolment with permissions, in its order. */
export const COMMANDS = [
  'getInfo',
  'clientPin.getKeyAgreement',
  'clientPin.setPin',
  'clientPin.getTokenUsingPin',
  'makeCredential',
  'getAssertion',
  'authenticatorConfig.setMinPinLength',
] as const;

/** A key with one thing wrong with it. */
export function faulty(fault: Fault, profile = yubikey5): Bench {
  const bench = plugIn(profile, { makeCrypto: createQuickCrypto });
  bench.key.faults.add(fault);
  return bench;
}

/** After the trouble is over the same plug or, where it has to be, the next one ends the enrolment. */
export async function expectRecovery(bench: Bench): Promise<void> {
  bench.key.faults.clear();
  if (!bench.key.isPowered()) bench.replug();
  const { client, platform, changing } = bench;
  const info = await bench.run(client.getInfo({ fresh: true }));
  if (info.forcePinChange) await bench.run(client.changePin({ platform: changing }));
  else await bench.run(enrol(client, platform));
  expect(bench.key.snapshot().credentials).toHaveLength(1);
  expect(bench.key.snapshot().pinRetries).toBe(8);
}
