import { describe, expect, it } from 'vitest';
import { keyName, knownModels, modelName, modelNamesOf } from './keyModels.ts';

const YUBIKEY_5_NFC = 'a25342c0-3cdc-4414-8e46-f4807fca511c';

describe('the names of keys', () => {
  it('know a model by its AAGUID', () => {
    expect(modelName(YUBIKEY_5_NFC)).toBe('YubiKey 5 NFC');
  });

  it('fall back to what USB says for a model that is not known', () => {
    const unknown = '6b657977-0000-4000-8000-000000000021';
    expect(modelName(unknown)).toBeNull();
    expect(keyName(unknown, ' Some key ')).toBe('Some key');
    expect(keyName(null, '')).toBeNull();
  });
});

describe('the list of known models', () => {
  it('has each name once, with the AAGUIDs of all its firmwares', () => {
    const models = knownModels();
    expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
    expect(models.find(({ name }) => name === 'YubiKey 5 NFC')?.aaguids).toHaveLength(3);
    for (const { name, aaguids } of models) {
      for (const aaguid of aaguids) expect(modelName(aaguid)).toBe(name);
    }
  });

  it('names a choice of models once each, and unknown ones by their AAGUID', () => {
    const [nfc] = knownModels().filter(({ name }) => name === 'YubiKey 5 NFC');
    expect(modelNamesOf([...(nfc?.aaguids ?? []), 'ffffffff-0000-4000-8000-000000000000'])).toEqual(
      ['YubiKey 5 NFC', 'ffffffff-0000-4000-8000-000000000000'],
    );
  });
});
