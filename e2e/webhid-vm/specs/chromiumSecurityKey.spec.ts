import { profileById } from '#e2e/authenticator/profiles/catalogue.ts';
import { assertInPage, createInPage } from '../clients/webAuthnInPage.ts';
import { expect, test } from '../machineTest.ts';

const AAGUID_AT = 37;
const AAGUID_BYTES = 16;

for (const model of ['yubikey5', 'ctap20', 'solo']) {
  test(`Chromium’s own security-key stack makes and uses a credential at ${model}`, async ({
    station,
    place,
    rack,
    kernelKeys,
  }) => {
    // A page of our origin without our code: the browser alone speaks to the key.
    await station.page.goto(`${place.stack.pageOrigin}/config.json`);
    const id = rack.add(model, { touch: 'immediate' });
    rack.plug(id);
    await kernelKeys.settled();
    const credential = await createInPage(station.page);
    const aaguid = Buffer.from(credential.authenticatorData, 'base64')
      .subarray(AAGUID_AT, AAGUID_AT + AAGUID_BYTES)
      .toString('hex');
    // Without attestation a browser may take the model away.
    expect([profileById(model).info.aaguid, '0'.repeat(2 * AAGUID_BYTES)]).toContain(aaguid);
    expect(await assertInPage(station.page, credential)).toBe(true);
    expect(rack.key(id).snapshot().touches).toBeGreaterThan(0);
  });
}
