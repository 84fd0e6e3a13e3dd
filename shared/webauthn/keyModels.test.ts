import { describe, expect, it } from 'vitest';
import { keyName, modelName } from './keyModels.ts';

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
