import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { expect, test } from '../machineTest.ts';

const KEYS = 4;
const FIRST_SERIAL = 20_481_216;

test('four keys at once are enrolled for four people', async ({ desk, nextHolder, rack }) => {
  const others = Array.from({ length: KEYS - 1 }, nextHolder);
  const keys: SoftwareKey[] = [];
  for (const [index, holder] of [desk.holder, ...others].entries()) {
    const serial = FIRST_SERIAL + index;
    const id = rack.add('yubikey5', { serial, touch: 'manual' });
    rack.plug(id);
    keys.push(rack.key(id));
    await desk.open('new-colleague', holder);
    await desk.station.tile(`Serial ${serial}`).enrol.click();
  }
  // All of them wait for a finger before the first gets one.
  await expect.poll(() => keys.filter((key) => key.isWaitingForTouch()).length).toBe(KEYS);
  for (const key of keys) key.touch();
  for (const [index, holder] of [desk.holder, ...others].entries()) {
    const tile = desk.station.tile(`Serial ${FIRST_SERIAL + index}`);
    await expect(tile.state).toHaveText('Done, unplug');
    expect(await desk.stack.tenant.passkeysOf(holder.userPrincipalName)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          displayName: expect.stringContaining(`${FIRST_SERIAL + index}`),
        }),
      ]),
    );
  }
});
