import { expect, test } from '#e2e/badInput/badTest.ts';
import type { Desk, Holder } from '#e2e/badInput/desk.ts';
import type { Problem } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';

const ADMIN = 'adele.vance@contoso.example';
const NOBODY = '99999999-9999-4999-8999-999999999999';

/** The page shows why there is no Enrol, and the backend would not do it for anybody who asks past the page. */
async function expectRefused(desk: Desk, holder: Holder, code: FailureCode): Promise<void> {
  const key = desk.plug();
  await desk.open('new-colleague', holder);
  const { title, cause, next } = describeFailure(code);
  for (const words of [title, cause, next]) {
    await expect(desk.station.holder).toContainText(words);
  }
  await expect(desk.tile.enrol).toBeDisabled();
  await expect(desk.tile.root).toContainText('Entra would refuse a key for this person.');
  expect(await start(desk, holder.id)).toMatchObject({ code });
  expect(key.snapshot()).toMatchObject({ pinSet: false, credentials: [] });
}

function start(desk: Desk, userId: string): Promise<Problem> {
  return desk.call(ADMIN, 'POST', '/enrolments', { userId, profileId: 'new-colleague' });
}

function person(desk: Desk, upn: string): Promise<Holder> {
  return desk.stack.tenant.get<Holder>(`/people/${encodeURIComponent(upn)}`);
}

test('a person who is not there is not found, by any way to ask', async ({ desk }) => {
  await desk.page.goto(`${desk.stack.pageOrigin}/station?for=${NOBODY}`);
  await desk.expectWords('user_not_found', desk.station.holder);
  await desk.station.search.fill('nobody.at.all');
  await expect(desk.station.holder).toContainText('Nobody is called “nobody.at.all”.');
  expect(await start(desk, NOBODY)).toMatchObject({ status: 404, code: 'user_not_found' });
});

test('a person who is deleted between the choice and Enrol is not found', async ({ desk }) => {
  const key = desk.plug();
  await desk.open();
  await expect(desk.tile.state).toHaveText('Ready');
  await desk.stack.tenant.fault({
    path: `/users/${desk.holder.id}`,
    times: 9,
    effect: { kind: 'status', status: 404, when: 'before' },
  });
  await desk.tile.enrol.click();
  await desk.expectWords('user_not_found');
  expect(key.snapshot()).toMatchObject({ pinSet: false });
  await desk.stack.tenant.delete('/faults');
  await desk.tile.enrol.click();
  await desk.expectDone(key);
});

for (const [what, upn, code] of [
  ['disabled', 'grady.archie@contoso.example', 'user_disabled'],
  ['a guest', 'nora.lindqvist_fabrikam.example#EXT#@contoso.example', 'user_is_guest'],
  [
    'outside the passkey policy',
    'henrietta.mueller@contoso.example',
    'user_outside_passkey_policy',
  ],
] as const) {
  test(`a person who is ${what} gets no key: ${code}`, async ({ desk }) => {
    await expectRefused(desk, await person(desk, upn), code);
  });
}

for (const [what, change, code] of [
  ['self-service is off', { isSelfServiceRegistrationAllowed: false }, 'self_service_off'],
  ['passkeys are off', { state: 'disabled' }, 'passkeys_disabled'],
] as const) {
  test(`nobody gets a key while ${what}: ${code}`, async ({ desk }) => {
    await desk.stack.tenant.patch('/policies/fido2', change);
    await expectRefused(desk, desk.holder, code);
  });
}

test('a person with as many passkeys as Entra allows gets no other one', async ({ desk }) => {
  const lucky = await person(desk, "sinead.o'connor@contoso.example");
  await desk.stack.tenant.post(`/people/${lucky.id}/passkeys`, {
    aaGuid: 'a25342c0-3cdc-4414-8e46-f4807fca511c',
    count: 10,
  });
  await expectRefused(desk, lucky, 'too_many_passkeys');
});

test('a model that the tenant does not allow is refused before the key is changed', async ({
  desk,
  policy,
}) => {
  const key = desk.plug('yubikey5');
  await restrict(desk, policy, {
    keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [guidOf(key)] },
  });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Take another key');
  await desk.expectWords('model_not_allowed');
  const { state } = await desk.truth(key);
  expect(state.key).toBeNull();
  expect(key.snapshot()).toMatchObject({ pinSet: false });
  key.unplug();
  const other = desk.plug('ctap20');
  await desk.expectDone(other);
});

test('where the tenant wants attestation, a key without it is refused and its passkey removed', async ({
  desk,
  policy,
}) => {
  await restrict(desk, policy, { attestationEnforcement: 'registrationOnly' });
  const key = desk.plug();
  key.key.faults.add({ kind: 'attestation', use: 'none' });
  await desk.enrol();
  const { journal, sealedPin } = await desk.expectTakenBack(key, 'attestation_required');
  expect(journal).toContain('postRefused');
  expect(journal).not.toContain('postStarted');
  expect(key.snapshot()).toMatchObject({ credentials: [], pinSet: true });
  expect(sealedPin).not.toBeNull();
});

for (const [use, code] of [
  ['foreignRoot', 'attestation_required'],
  ['wrongAaguidExtension', 'ceremony_invalid'],
] as const) {
  test(`attestation that proves nothing does not count: ${use}`, async ({ desk, policy }) => {
    await restrict(desk, policy, { attestationEnforcement: 'registrationOnly' });
    const key = desk.plug();
    key.key.faults.add({ kind: 'attestation', use });
    await desk.enrol();
    await desk.expectTakenBack(key, code);
    expect(key.snapshot().credentials).toEqual([]);
  });
}

test('with good attestation the same tenant takes the key', async ({ desk, policy }) => {
  await restrict(desk, policy, { attestationEnforcement: 'registrationOnly' });
  const key = desk.plug();
  await desk.enrol();
  await desk.expectDone(key);
});

/** Changes the one passkey profile of the tenant. */
async function restrict(desk: Desk, policy: unknown, change: object): Promise<void> {
  const { passkeyProfiles } = policy as { passkeyProfiles: object[] };
  await desk.stack.tenant.patch('/policies/fido2', {
    passkeyProfiles: passkeyProfiles.map((profile) => ({ ...profile, ...change })),
  });
}

function guidOf({ key }: { key: { profile: { info: { aaguid: string } } } }): string {
  return key.profile.info.aaguid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
