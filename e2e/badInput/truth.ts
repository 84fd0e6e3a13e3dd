import { expect } from '@playwright/test';
import type { Enrolment } from '#shared/api/index.ts';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { toHex } from '#shared/bytes/hex.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import type { Desk, Holder } from './desk.ts';
import { type DeskKey, hashOfPin } from './deskKey.ts';

/** What is so, read from every side. */
export interface Truth {
  readonly enrolment: Enrolment;
  readonly state: EnrolmentState;
  /** The journal's event types in order. */
  readonly journal: readonly string[];
  /** Codes that the journal names, in order. */
  readonly failures: readonly string[];
  /** Of the credential in the journal, hex. */
  readonly credentialId: string | null;
  /** Method ids that the holder did not have before. */
  readonly newMethods: readonly string[];
  /** The PIN in escrow. */
  readonly sealedPin: string | null;
}

/**
 * Reads database, API, directory and key, and expects that no two of them contradict each other: what the journal says
 * was done is done, and what it does not say was not.
 */
export async function readTruth(desk: Desk, key: DeskKey, holder: Holder): Promise<Truth> {
  const enrolment = await desk.enrolment(holder);
  const entries = await desk.database.journal(enrolment.id);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(enrolment.seq).toBe(entries.length);
  const state = foldJournal(entries);
  const snapshot = key.snapshot();
  const methods = await desk.stack.tenant.passkeysOf(holder.userPrincipalName);
  const newMethods = methods.map(({ id }) => id).filter((id) => !state.methodsBefore.includes(id));
  const credentialId =
    state.credential === null ? null : toHex(fromBase64Url(state.credential.credentialId));

  // Directory: exactly the method in the journal, unless nobody knows yet.
  if (state.post.kind !== 'unknown') {
    expect(newMethods).toEqual(state.methodId === null ? [] : [state.methodId]);
  }
  for (const id of newMethods) {
    expect(decodeCredentialIds(id).map(toHex)).toContain(credentialId);
  }
  const wanted = state.profile.oldKeys === 'keep' ? state.methodsBefore : [];
  expect(methods.map(({ id }) => id)).toEqual(expect.arrayContaining([...wanted]));

  // Key: bound before anything is changed on it; its PIN is the one in escrow.
  if (state.key === null || (state.pin === 'unset' && state.reset === 'none')) {
    if (state.credential === null) {
      expect(snapshot.credentials).toEqual(key.before.credentials);
      expect(snapshot.pinSet).toBe(key.before.pinSet);
      expect(snapshot.resets).toBe(key.before.resets);
    }
  }
  const identity = state.key?.identity ?? null;
  const sealedPin =
    identity === null ? null : await desk.database.sealedPin(enrolment.id, holder.id, identity);
  expect(sealedPin === null).toBe(state.escrowId === null);
  if (sealedPin !== null) {
    desk.secrets.add(sealedPin);
    if (state.pin === 'set') expect(key.pinHash()).toBe(hashOfPin(sealedPin));
  }
  if (state.pin === 'set') expect(snapshot.pinSet).toBe(true);

  const books = await desk.database.books(enrolment.id);
  const tokens = desk.secrets.findIn(books).filter((name) => name !== 'attestationObject');
  expect(tokens, 'in journal and audit log').toEqual([]);
  return {
    enrolment,
    state,
    journal: entries.map(({ event }) => event.type),
    failures: entries.flatMap(({ event }) =>
      'code' in event && event.code !== null ? [event.code] : [],
    ),
    credentialId,
    newMethods,
    sealedPin,
  };
}
