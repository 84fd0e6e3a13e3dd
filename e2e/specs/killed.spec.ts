import type { Stack } from '#e2e/harness/stack.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';

const HOLDER = 'lee.gu@contoso.example';
const ANSWER_TAKES_MS = 1_500;
const BACK_WITHIN = { timeout: 20_000 };

for (const isWithDatabase of [false, true]) {
  const victims = isWithDatabase ? 'a backend and its database are' : 'a backend is';
  test(`when ${victims} killed between the registration and its answer, nothing is registered twice`, async ({
    page,
    stack,
    rack,
  }) => {
    const station = await operatorAtStation(page, stack);
    const id = rack.add('yubikey5', { touch: 'immediate' });
    rack.plug(id);
    await station.choosePerson('Lee Gu');
    await stack.tenant.fault({
      method: 'POST',
      path: 'fido2Methods$',
      effect: { kind: 'delay', ms: ANSWER_TAKES_MS },
    });
    const tile = station.tile();
    await tile.enrol.click();
    await expect.poll(() => registrations(stack)).toBe(1);
    // Frozen, it cannot take the answer; so it certainly dies before it.
    process.kill(stack.backend.pid, 'SIGSTOP');
    if (isWithDatabase) await stack.killDatabase();
    await expect.poll(() => stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
    await stack.restartBackend('kill');
    await expect(tile.state).toHaveText('Done, unplug', BACK_WITHIN);
    expect(await registrations(stack)).toBe(1);
    expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
    expect(rack.key(id).snapshot().credentials).toHaveLength(1);
  });
}

test('a database that is killed is started again by its backend, and the page carries on by itself', async ({
  page,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  const id = rack.add('yubikey5');
  rack.plug(id);
  await station.enrol('Lee Gu');
  const tile = station.tile();
  await expect(tile.state).toHaveText('Touch the key');
  const { pid } = stack.backend;
  await stack.killDatabase();
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug', BACK_WITHIN);
  expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
  expect(rack.key(id).snapshot().credentials).toHaveLength(1);
  expect(stack.backend.pid).toBe(pid);
});

async function registrations({ tenant }: Stack): Promise<number> {
  const requests = await tenant.requests();
  return requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/fido2Methods'))
    .length;
}
