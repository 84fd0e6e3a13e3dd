import { profileById } from '#e2e/authenticator/profiles/catalogue.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';

/** Every model that can hold a passkey for Entra; a person may have ten of them. */
const MODELS = {
  'Lee Gu': ['yubikey5', 'yubikeyBio', 'keyWithoutSerial', 'ctap20', 'ctap21pre'],
  'Megan Bowen': ['alwaysUv', 'opensk', 'canokey', 'pico', 'solo'],
} as const;

for (const [holder, models] of Object.entries(MODELS)) {
  test(`keys of every make are enrolled one after the other, for ${holder}`, async ({
    page,
    stack,
    rack,
  }) => {
    const station = await operatorAtStation(page, stack);
    await station.choosePerson(holder);
    const tile = station.tile();
    for (const model of models) {
      await test.step(model, async () => {
        const id = rack.add(model, { touch: 'immediate' });
        rack.plug(id);
        await tile.enrol.click();
        await expect(tile.state, model).toHaveText('Done, unplug');
        const takesRules = profileById(model).info.options['setMinPINLength'] === true;
        const lack = tile.root.getByText('a minimum PIN length, a forced PIN change');
        await expect(lack).toHaveCount(takesRules ? 0 : 1);
        await tile.disclose('About this key');
        await expect(tile.fact('PIN')).toHaveText(takesRules ? 'Set, must be changed' : 'Set');
        expect(rack.key(id).snapshot(), model).toMatchObject({
          pinSet: true,
          forcePinChange: takesRules,
          credentials: [{ rpId: 'login.microsoft.com', discoverable: true }],
        });
        rack.unplug(id);
        await expect(station.tiles).toHaveCount(0);
      });
    }
  });
}
