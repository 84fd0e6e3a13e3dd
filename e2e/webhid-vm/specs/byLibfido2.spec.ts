import { KEY_CATALOGUE, profileById } from '#e2e/authenticator/profiles/catalogue.ts';
import { createFidoTools } from '../clients/fidoTools.ts';
import { expect, test } from '../machineTest.ts';

const RP = 'keys.contoso.example';
const PIN = '735192';
const NEW_PIN = '904817';

/** Of each kind of firmware one: CTAP 2.1 and 2.0, both PIN protocols, and the open ones with their quirks. */
const MODELS = ['yubikey5', 'ctap20', 'opensk', 'canokey', 'pico', 'solo'] as const;

test('libfido2 reads every model as what it says it is', async ({ rack, kernelKeys, agent }) => {
  // It asks for what older keys do not know, which some never survive.
  const models = KEY_CATALOGUE.filter(({ quirks }) => quirks.unknownCommand !== 'crash');
  for (const { id: model, info } of models) {
    if (model === 'u2fOnly') continue;
    await test.step(model, async () => {
      const id = rack.add(model, { touch: 'immediate' });
      rack.plug(id);
      const said = await createFidoTools(agent, await kernelKeys.deviceOf(id)).token(['-I']);
      expect(said).toMatch(/^proto: 0x02$/m);
      expect(said).toContain(`aaguid: ${info.aaguid}`);
      expect(said).toContain(`version strings: ${info.versions.join(', ')}`);
      rack.remove(id);
    });
  }
});

for (const model of MODELS) {
  test(`libfido2 takes ${model} through the life of a key`, async ({ rack, kernelKeys, agent }) => {
    const { info, quirks } = profileById(model);
    const id = rack.add(model, { touch: 'immediate' });
    rack.plug(id);
    const key = rack.key(id);
    const tools = createFidoTools(agent, await kernelKeys.deviceOf(id));
    await tools.setPin(PIN);
    expect(key.snapshot().pinSet).toBe(true);
    await expect(tools.changePin('111112', NEW_PIN)).rejects.toThrow('FIDO_ERR_PIN_INVALID');
    expect(await tools.token(['-I'])).toMatch(/^pin retries: 7$/m);
    await tools.changePin(PIN, NEW_PIN);
    expect(await tools.token(['-I'])).toMatch(/^pin retries: 8$/m);

    const verified = info.options['pinUvAuthToken'] === true;
    const passkey = await tools.makeCredential({
      rpId: RP,
      resident: true,
      pin: NEW_PIN,
      verified,
    });
    await tools.assert(passkey, { rpId: RP, resident: true, pin: NEW_PIN, verified });
    await tools.assert(passkey, { rpId: RP });
    expect(key.snapshot().credentials).toHaveLength(1);

    // These tools know the preview's command number alone.
    if (quirks.credentialManagementCommands.includes(0x41)) {
      const pin = [['Enter PIN for', NEW_PIN]] as const;
      expect(await tools.token(['-L', '-r'], pin)).toContain(RP);
      expect(await tools.token(['-L', '-k', RP], pin)).toContain(passkey.id);
      await tools.token(['-D', '-i', passkey.id], pin);
      expect(key.snapshot().credentials).toHaveLength(0);
    }

    rack.unplug(id);
    rack.plug(id);
    await createFidoTools(agent, await kernelKeys.deviceOf(id)).token(['-R']);
    expect(key.snapshot()).toMatchObject({ resets: 1, pinSet: false, credentials: [] });
  });
}

test('libfido2 sets the rules for PINs that a key enforces afterwards', async ({
  rack,
  kernelKeys,
  agent,
}) => {
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  const tools = createFidoTools(agent, await kernelKeys.deviceOf(id));
  await tools.setPin(PIN);
  const pin = [['Enter PIN for', PIN]] as const;
  await tools.token(['-S', '-l', '8'], pin);
  expect(await tools.token(['-I'])).toMatch(/^minpinlen: 8$/m);
  await expect(tools.changePin(PIN, NEW_PIN)).rejects.toThrow('FIDO_ERR_PIN_POLICY_VIOLATION');
  await tools.changePin(PIN, '73519264');
  await tools.token(['-S', '-f'], [['Enter PIN for', '73519264']]);
  expect(await tools.token(['-I'])).toMatch(/^pin change required: true$/m);
  expect(rack.key(id).snapshot()).toMatchObject({ forcePinChange: true, minPinLength: 8 });
});

test('libfido2 enrols a fingerprint', async ({ rack, kernelKeys, agent }) => {
  const id = rack.add('yubikeyBio', { touch: 'immediate' });
  rack.plug(id);
  const tools = createFidoTools(agent, await kernelKeys.deviceOf(id));
  await tools.setPin(PIN);
  const pin = [['Enter PIN for', PIN]] as const;
  await tools.token(['-S', '-e'], pin);
  expect(await tools.token(['-L', '-e'], pin)).toMatch(/^00: /m);
});
