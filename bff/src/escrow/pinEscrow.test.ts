import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { enrolments } from '#bff/store/schema.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { sealEnvelope } from './envelope.ts';
import { createPinEscrow, escrowKeyName } from './pinEscrow.ts';

const TENANT = '33333333-3333-4333-8333-333333333333';
const AT = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-01T12:00:30Z');

describe('the escrow', () => {
  const masterKey = new Secret(Uint8Array.from(randomBytes(32)));
  const escrow = createPinEscrow({ masterKey, tenantId: TENANT });
  let database: TestStore;
  beforeAll(async () => {
    database = await createTestStore();
  });
  afterAll(() => database.close());

  const run: TestStore['store']['transaction'] = (work) => database.store.transaction(work);
  async function sealed() {
    const owner = { enrolmentId: randomUUID(), holderId: randomUUID(), keyName: 'model:12345678' };
    await run(async (queries) => {
      await queries.insert(enrolments).values({
        id: owner.enrolmentId,
        holderId: owner.holderId,
        operatorId: randomUUID(),
        profileId: 'new-colleague',
        state: 'finished',
        startedAt: AT,
        updatedAt: AT,
      });
      await escrow.seal(queries, owner, {
        id: randomUUID(),
        pin: new Secret('83914072'),
        disclosure: 'holderOnly',
        at: AT,
      });
      await escrow.release(queries, owner.enrolmentId);
    });
    return owner;
  }
  const requestOf = (viewerId: string) =>
    ({ to: 'holder', viewerId, session: 'window', now: AT }) as const;
  const shred = (enrolmentId: string) =>
    database.sql(
      `update escrow set state = 'shredded', wrapped_key = null, ciphertext = null
       where enrolment_id = $1`,
      [enrolmentId],
    );

  it('names a key by its serial, or where it has none by its fingerprint', () => {
    const identity = { aaguid: 'model', fingerprint: 'print' };
    expect(escrowKeyName({ ...identity, serial: '1' })).toBe('model:1');
    expect(escrowKeyName({ ...identity, serial: null })).toBe('model:print');
  });

  it('opens for the key itself, and not once nothing is left', async () => {
    const owner = await sealed();
    const open = (of = owner) => run((queries) => escrow.open(queries, of));
    expect((await open()).reveal()).toBe('83914072');
    await expect(open({ ...owner, enrolmentId: randomUUID() })).rejects.toMatchObject({
      code: 'escrow_unreadable',
    });
    await shred(owner.enrolmentId);
    await expect(open()).rejects.toMatchObject({ code: 'escrow_unreadable' });
  });

  it('knows nothing of an enrolment that never was', async () => {
    const request = requestOf(randomUUID());
    const id = randomUUID();
    expect(await run((queries) => escrow.disclose(queries, id, request, id))).toEqual({
      decision: { kind: 'refuse', code: 'not_found', alert: null },
      holderId: null,
      reserved: null,
    });
  });

  it('opens what an early version sealed, to its holder alone', async () => {
    const owner = await sealed();
    const { enrolmentId, holderId, keyName } = owner;
    const envelope = sealEnvelope(masterKey.reveal(), utf8Encode('51673284'), [
      TENANT,
      enrolmentId,
      holderId,
      keyName,
      1,
      'pin',
    ]);
    await database.sql(
      `update escrow set version = 1, disclosure = 'operatorOnce', wrapped_key = $2, ciphertext = $3
       where enrolment_id = $1`,
      [enrolmentId, Buffer.from(envelope.wrappedKey), Buffer.from(envelope.ciphertext)],
    );
    const request = requestOf(holderId);
    const disclose = (to: 'holder' | 'operator') =>
      run((queries) => escrow.disclose(queries, enrolmentId, { ...request, to }, randomUUID()));
    expect((await disclose('operator')).decision).toMatchObject({ code: 'session_forbidden' });
    expect((await disclose('holder')).reserved?.pin.reveal()).toBe('51673284');
  });

  it('takes no word for a PIN that was destroyed in between', async () => {
    const { enrolmentId, holderId } = await sealed();
    const reservationId = randomUUID();
    const request = requestOf(holderId);
    await run((queries) => escrow.disclose(queries, enrolmentId, request, reservationId));
    await shred(enrolmentId);
    const late = { session: 'window', now: LATER };
    const confirmed = run((queries) => escrow.confirm(queries, enrolmentId, reservationId, late));
    await expect(confirmed).rejects.toMatchObject({ code: 'conflict' });
  });
});
