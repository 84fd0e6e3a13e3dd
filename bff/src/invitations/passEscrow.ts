import { openEnvelope, sealEnvelope } from '#bff/escrow/envelope.ts';
import { Secret } from '#bff/log/secret.ts';
import type { accessPasses } from '#bff/store/accessPassTables.ts';
import { utf8Decode, utf8Encode } from '#shared/bytes/utf8.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { InvitationParts } from './invitationParts.ts';

export type PassRow = typeof accessPasses.$inferSelect;

type Owner = Pick<PassRow, 'id' | 'userId' | 'viewerId'>;
type SealParts = Pick<InvitationParts, 'masterKey' | 'tenantId'>;

const VERSION = 1;

/** Whose pass it is and who may see it are bound in: with either changed in the database it does not open. */
function contextOf({ tenantId }: SealParts, { id, userId, viewerId }: Owner) {
  const bound = [tenantId, id, userId, viewerId].map((text) => text.toLowerCase());
  return [...bound, VERSION, 'accessPass'];
}

/** Seals an access pass for its row. */
export function sealPass(parts: SealParts, owner: Owner, secret: Secret<string>) {
  const bytes = utf8Encode(secret.reveal());
  try {
    return sealEnvelope(parts.masterKey.reveal(), bytes, contextOf(parts, owner));
  } finally {
    bytes.fill(0);
  }
}

/** Opens it again. @throws AppError `escrow_unreadable`. */
export function openPass(parts: SealParts, row: PassRow): Secret<string> {
  const { wrappedKey, ciphertext } = row;
  if (wrappedKey === null || ciphertext === null) {
    throw new AppError('escrow_unreadable', 'the access pass was destroyed');
  }
  const context = contextOf(parts, row);
  const bytes = openEnvelope(parts.masterKey.reveal(), { wrappedKey, ciphertext }, context);
  try {
    return new Secret(utf8Decode(bytes));
  } finally {
    bytes.fill(0);
  }
}

/** The columns of a row in which nothing is left to open. */
export const NOTHING_SEALED = { wrappedKey: null, ciphertext: null } as const;
