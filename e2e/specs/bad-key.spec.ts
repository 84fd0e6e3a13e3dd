import { expect, test } from '#e2e/badInput/badTest.ts';
import type { Holder } from '#e2e/badInput/desk.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';

const PIN = '735192';

test('a key with a PIN nobody knows is erased only after a clear word, and left alone without it', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { pin: PIN });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Erase this key?');
  await desk.tile.erase.click();
  const { dialog } = desk.station;
  await expect(dialog).toContainText('This key already has a PIN that we do not know.');
  await expect(dialog).toContainText('every passkey on it, for every site, for good');
  await expect(dialog).toContainText('Or pull it out and use another key.');
  await desk.station.dialogButton('Keep it').click();
  await expect(desk.tile.state).toHaveText('Erase this key?');
  expect(key.snapshot()).toMatchObject({ resets: 0, pinSet: true, pinRetries: 8 });
  await desk.tile.cancel();
  const { journal } = await desk.expectTakenBack(key, 'cancelled');
  expect(journal).toEqual(['started', 'keyBound', 'cancelled', 'rolledBack']);
  await desk.tile.clear();

  await desk.enrol();
  await desk.erase(key);
  await desk.expectDone(key);
  expect(key.snapshot()).toMatchObject({ resets: 1, credentials: [{}] });
});

test('a key that already holds a passkey of this person is not given a second one', async ({
  desk,
}) => {
  const key = desk.plug();
  await desk.enrol('holder-present');
  await desk.answerPin(PIN, 'new');
  const first = await desk.expectDone(key);
  await desk.tile.clear();
  await desk.enrol('keep-pin');
  await desk.answerPin(PIN, 'current');
  await desk.expectWords('credential_excluded');
  const stopped = await desk.truth(key);
  expect(stopped.enrolment.lastFailure).toBe('credential_excluded');
  expect(key.snapshot().credentials).toHaveLength(1);
  await desk.tile.cancel();
  await desk.expectTakenBack(key, 'cancelled');
  const passkeys = await desk.stack.tenant.passkeysOf(desk.holder.userPrincipalName);
  expect(passkeys.map(({ id }) => id)).toContain(first.state.methodId);
});

test('a key that is registered for somebody else is not erased under them', async ({ desk }) => {
  const key = desk.plug();
  await desk.enrol('holder-present');
  await desk.answerPin(PIN, 'new');
  const { credentialId } = await desk.expectDone(key);
  key.replug();
  const other = await personCalled(desk.stack, 'lee.gu@contoso.example');
  await desk.enrol('new-colleague', other);
  await expect(desk.tile.state).toHaveText('Take another key');
  await desk.expectWords('key_in_use_elsewhere');
  expect(key.snapshot()).toMatchObject({ resets: 0, credentials: [{ credentialId }] });
  const { state } = await desk.truth(key, other);
  expect(state.key).toBeNull();
});

test('a full key says so, and nothing was registered', async ({ desk }) => {
  const key = desk.plug('full');
  await desk.enrol();
  await desk.expectWords('key_store_full');
  const { enrolment, sealedPin } = await desk.truth(key);
  expect(enrolment.lastFailure).toBe('key_store_full');
  // It has the PIN already, so that stays in escrow whatever becomes of the enrolment.
  expect(sealedPin).not.toBeNull();
  expect(key.snapshot().credentials).toEqual(key.before.credentials);
  await desk.tile.cancel();
  await desk.expectTakenBack(key, 'cancelled');
});

for (const [model, code] of [
  ['u2fOnly', 'key_without_fido2'],
  ['noRk', 'key_without_discoverable_credentials'],
  ['noEs256', 'key_without_es256'],
] as const) {
  test(`a key that cannot be enrolled says why before anything is begun: ${code}`, async ({
    desk,
  }) => {
    const key = desk.plug(model);
    await desk.open();
    await expect(desk.tile.state).toHaveText('Cannot be used');
    await desk.expectWords(code);
    await expect(desk.tile.enrol).toBeHidden();
    expect(await enrolmentsOf(desk)).toEqual([]);
    expect(key.snapshot().pinSet).toBe(false);
  });

  test(`such a key that is plugged in for an open enrolment is refused as well: ${code}`, async ({
    desk,
  }) => {
    await desk.startWithoutKey();
    await desk.open();
    await desk.station.carryOn(desk.holder.displayName);
    await expect(desk.tile.state).toHaveText('Plug in');
    const bad = desk.plug(model);
    // One that does not even speak FIDO2 gets a tile of its own, and the enrolment goes on waiting.
    const isKey = model !== 'u2fOnly';
    await expect(desk.tile.state).toHaveText(isKey ? 'Take another key' : 'Plug in');
    await desk.expectWords(code, desk.station.tiles.nth(isKey ? 0 : 1));
    const { state, failures } = await desk.truth(bad);
    expect(state.key).toBeNull();
    expect(failures).toEqual([]);
    bad.unplug();
    const another = desk.plug('yubikey5');
    await desk.expectDone(another);
  });
}

test('of two keys where one is expected neither is touched until one is pulled out', async ({
  desk,
}) => {
  const [left, right] = [desk.plug('ctap20'), desk.plug('ctap20')];
  await desk.startWithoutKey();
  await desk.open();
  await expect(desk.station.tiles.getByText('Ready', { exact: true })).toHaveCount(2);
  await desk.station.carryOn(desk.holder.displayName);
  await desk.expectWords('several_keys');
  for (const key of [left, right]) {
    expect(key.snapshot()).toMatchObject({ pinSet: false, credentials: [] });
  }
  expect((await desk.truth(left)).state.key).toBeNull();
  left.unplug();
  await desk.expectDone(right);
  expect(left.snapshot()).toMatchObject({ pinSet: false, credentials: [] });
});

test('a key is not mixed up with another one that takes its place', async ({ desk }) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Touch the key');
  key.unplug();
  const stranger = desk.plug('yubikey5');
  await desk.expectWords('wrong_key');
  expect(stranger.snapshot()).toMatchObject({ pinSet: false, credentials: [] });
  stranger.unplug();
  key.plug();
  await expect.poll(() => key.key.isWaitingForTouch()).toBe(true);
  key.touch();
  await desk.expectDone(key);
});

test('the operator’s own key is not enrolled for anybody else', async ({ browser, desk }) => {
  const adele = await personCalled(desk.stack, 'adele.vance@contoso.example');
  // Nobody enrols a key for themself, nor for somebody with a role: a colleague does, before she has one.
  const { directoryRoles } = adele;
  const change = `/people/${adele.id}`;
  await desk.stack.tenant.patch(change, { directoryRoles: [] });
  const context = await browser.newContext();
  const colleague = desk.at(await context.newPage());
  await new SignInPage(colleague.page).signInAs(desk.stack.pageOrigin, PEOPLE.operator);
  const own = desk.plug();
  await colleague.enrol('holder-present', adele);
  await colleague.answerPin(PIN, 'new');
  const mine = await colleague.expectDone(own, adele);
  await context.close();
  await desk.stack.tenant.patch(change, { directoryRoles });
  own.replug();
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Take another key');
  await desk.expectWords('key_is_operators_own');
  const { journal } = await desk.truth(own);
  expect(journal).not.toContain('keyBound');
  expect(own.snapshot()).toMatchObject({
    resets: 0,
    credentials: [{ credentialId: mine.credentialId }],
  });
  own.unplug();
  const another = desk.plug();
  await desk.expectDone(another);
});

async function personCalled(
  stack: { tenant: { get<T>(path: string): Promise<T> } },
  name: string,
): Promise<Holder & { directoryRoles: string[] }> {
  return stack.tenant.get<Holder & { directoryRoles: string[] }>(
    `/people/${encodeURIComponent(name)}`,
  );
}

async function enrolmentsOf(desk: {
  call<T>(person: string, method: string, path: string): Promise<T>;
  holder: Holder;
}): Promise<unknown> {
  const { enrolments } = await desk.call<{ enrolments: unknown }>(
    'priya.raman@contoso.example',
    'GET',
    `/enrolments?state=open&userId=${desk.holder.id}`,
  );
  return enrolments;
}
