import { expect, test } from '#e2e/badInput/badTest.ts';
import type { Desk } from '#e2e/badInput/desk.ts';
import type { DeskKey } from '#e2e/badInput/deskKey.ts';
import type { Enrolment, UnfinishedList } from '#shared/api/index.ts';

const ADMIN = 'adele.vance@contoso.example';

/** The key makes its passkey, is out of its port before it can say so, and the operator cancels. */
async function cancelTooLate(desk: Desk, key: DeskKey): Promise<void> {
  key.key.faults.add({ kind: 'crashAfterEffect', command: 'makeCredential', times: 1 });
  await desk.enrol();
  await desk.expectWords('device_removed');
  expect(key.snapshot().credentials).toHaveLength(1);
  await desk.tile.cancel();
  await expect(desk.tile.root).toContainText('It is not registered with Entra');
}

test('a key that is touched after its enrolment was cancelled ends without a passkey', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Touch the key');
  // Cancelled past this page: it, and its key, hear of that only after the touch.
  const { id } = await desk.enrolment();
  const cancelled = await desk.call<Enrolment>(ADMIN, 'POST', `/enrolments/${id}/cancel`, {
    keyIsLost: false,
  });
  expect(cancelled).toMatchObject({ takingBack: 'cancelled', action: { kind: 'readKey' } });
  key.touch();
  await desk.expectTakenBack(key, 'cancelled');
  expect(key.snapshot()).toMatchObject({ touches: 1, credentials: [] });
});

test('a key that blinks while its enrolment is cancelled stops, is looked at and ends without a passkey', async ({
  desk,
}) => {
  const key = desk.plug('yubikey5', { touch: 'manual' });
  await desk.enrol();
  await expect(desk.tile.state).toHaveText('Touch the key');
  await desk.tile.cancel();
  key.touch();
  const { journal } = await desk.expectTakenBack(key, 'cancelled');
  expect(journal).toContain('credentialsFound');
  expect(key.snapshot().credentials).toEqual([]);
});

test('a passkey that a key made unheard is removed when the key is back, without erasing it', async ({
  desk,
}) => {
  const key = desk.plug();
  await cancelTooLate(desk, key);
  const next = async () => {
    const path = '/enrolments/unfinished';
    const { unfinished } = await desk.call<UnfinishedList>(ADMIN, 'GET', path);
    return unfinished.find(({ holder }) => holder.id === desk.holder.id)?.next.kind;
  };
  await expect.poll(next).toBe('takeBack');
  key.plug();
  const { journal } = await desk.expectTakenBack(key, 'cancelled');
  expect(journal.slice(-3)).toEqual(['credentialsFound', 'credentialRemoved', 'rolledBack']);
  expect(key.snapshot()).toMatchObject({ credentials: [], resets: 0, pinSet: true });
});

test('a key that cannot remove a passkey is erased instead, after a clear word', async ({
  desk,
}) => {
  const key = desk.plug('ctap20');
  await cancelTooLate(desk, key);
  key.plug();
  await expect(desk.tile.state).toHaveText('Erase this key?');
  await desk.tile.erase.click();
  await expect(desk.station.dialog).toContainText('A passkey that opens nothing may be on it');
  await desk.station.dialogButton('Keep it').click();
  expect(key.snapshot().resets).toBe(0);
  await desk.erase(key);
  await desk.expectTakenBack(key, 'cancelled');
  expect(key.snapshot()).toMatchObject({ credentials: [], resets: 1, pinSet: false });
});

test('a key that cannot remove a passkey may be left as it is, and that is said', async ({
  desk,
}) => {
  const key = desk.plug('ctap20');
  await cancelTooLate(desk, key);
  key.plug();
  await expect(desk.tile.state).toHaveText('Erase this key?');
  await desk.tile.root.getByRole('button', { name: 'End it as it is' }).click();
  await desk.expectTakenBack(key, 'cancelled', 'cancelled');
  await expect(desk.tile.root).toContainText('Erase the key before somebody else gets it.');
});
