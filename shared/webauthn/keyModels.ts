/**
 * Models by AAGUID (lowercase GUID), from the makers' own lists; where a model is not here, the product name of the USB
 * descriptor has to do. Source: Yubico "AAGUIDs of YubiKeys", FIDO Metadata Service, and getInfo of the open firmwares.
 */
const MODELS: ReadonlyMap<string, string> = new Map([
  ['cb69481e-8ff7-4039-93ec-0a2729a154a8', 'YubiKey 5'],
  ['ee882879-721c-4913-9775-3dfcce97072a', 'YubiKey 5'],
  ['19083c3d-8383-4b18-bc03-8f1c9ab2fd1b', 'YubiKey 5'],
  ['fa2b99dc-9e39-4257-8f92-4a30d23c4118', 'YubiKey 5 NFC'],
  ['2fc0579f-8113-47ea-b116-bb5a8db9202a', 'YubiKey 5 NFC'],
  ['a25342c0-3cdc-4414-8e46-f4807fca511c', 'YubiKey 5 NFC'],
  ['c5ef55ff-ad9a-4b9f-b580-adebafe026d0', 'YubiKey 5Ci'],
  ['73bb0cd4-e502-49b8-9c6f-b59445bf720b', 'YubiKey 5 FIPS'],
  ['c1f9a0bc-1dd2-404a-b27f-8e29047a43fd', 'YubiKey 5 NFC FIPS'],
  ['85203421-48f9-4355-9bc8-8a53846e5083', 'YubiKey 5Ci FIPS'],
  ['d8522d9f-575b-4866-88a9-ba99fa02f35b', 'YubiKey Bio'],
  ['7d1351a6-e097-4852-b8bf-c9ac5c9ce4a3', 'YubiKey Bio, multi-protocol'],
  ['f8a011f3-8c0a-4d15-8006-17111f9edc7d', 'Security Key by Yubico'],
  ['b92c3f9a-c014-4056-887f-140a2501163b', 'Security Key by Yubico'],
  ['6d44ba9b-f6ec-2e49-b930-0c8fe920cb73', 'Security Key NFC by Yubico'],
  ['149a2021-8ef6-4133-96b8-81f8d5b7f1f5', 'Security Key NFC by Yubico'],
  ['a4e9fc6d-4cbe-4758-b8ba-37598bb5bbaa', 'Security Key NFC by Yubico'],
  ['0bb43545-fd2c-4185-87dd-feb0b2916ace', 'Security Key NFC by Yubico, Enterprise'],
  ['42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3', 'Google Titan Security Key v2'],
  ['8876631b-d4a0-427f-5773-0ec71c9e0279', 'Solo'],
  ['8976631b-d4a0-427f-5773-0ec71c9e0279', 'Solo Tap'],
  ['77010bd7-212a-4fc9-b236-d2ca5e9d4084', 'Feitian BioPass'],
  ['12ded745-4bed-47d4-abaa-e713f51d6393', 'Feitian AllinPass'],
  ['833b721a-ff5f-4d00-bb2e-bdda3ec01e29', 'Feitian ePass FIDO2'],
  ['ee041bce-25e5-4cdb-8f86-897fd6418464', 'Feitian ePass FIDO2 NFC'],
  ['ab32f0c6-2239-afbb-c470-d2ef4e254db7', 'Token2 FIDO2'],
  ['664d9f67-84a2-412a-9ff7-b4f7d8ee6d05', 'OpenSK'],
  ['244eb29e-e090-4e49-81fe-1f20f8d3b8f4', 'CanoKey'],
  ['89fb94b7-06c9-3673-9b7e-30526d968145', 'Pico FIDO'],
]);

/** The name of a model, or null where it is not known. @param aaguid lowercase GUID */
export function modelName(aaguid: string): string | null {
  return MODELS.get(aaguid) ?? null;
}

/** Every known model by name, in alphabetical order, with the AAGUIDs of all its firmwares. */
export function knownModels(): readonly {
  readonly name: string;
  readonly aaguids: readonly string[];
}[] {
  const names = [...new Set(MODELS.values())].sort((one, other) => one.localeCompare(other, 'en'));
  return names.map((name) => ({
    name,
    aaguids: [...MODELS].filter(([, model]) => model === name).map(([aaguid]) => aaguid),
  }));
}

/** Models in words, each once: by name, else by AAGUID. */
export function modelNamesOf(aaguids: readonly string[]): string[] {
  return [...new Set(aaguids.map((aaguid) => modelName(aaguid) ?? aaguid))];
}

/** What a key is called: its model, else what USB says, else null. */
export function keyName(aaguid: string | null, productName: string): string | null {
  const usb = productName.trim();
  return (aaguid === null ? null : modelName(aaguid)) ?? (usb === '' ? null : usb);
}
