import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { createTestClient } from '#e2e/authenticator/testing/testClient.ts';
import { createTestPin, type TestPin } from '#e2e/authenticator/testing/testPin.ts';

/** Speaks to a plugged key past the page, as the holder's own computer would. */
export async function openKey(key: SoftwareKey): Promise<TestPin> {
  const client = createTestClient(key);
  await client.init();
  const protocols = key.profile.info.pinUvAuthProtocols;
  return createTestPin(client, protocols?.includes(2) ? 2 : 1);
}
