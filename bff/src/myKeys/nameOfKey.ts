import { and, desc, eq } from 'drizzle-orm';
import type { NoticeKey } from '#bff/mail/notice.ts';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';
import type { Passkey } from '#shared/api/index.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';

/** Which key a method is, from our books where it was enrolled here, else from what the directory shows. */
export async function nameOfKey(
  queries: Queries,
  holderId: string,
  methodId: string,
  passkeys: readonly Passkey[],
): Promise<{ readonly key: NoticeKey; readonly enrolmentId: string | null }> {
  const [ours] = await queries
    .select({
      enrolmentId: inventory.enrolmentId,
      productName: inventory.productName,
      serial: inventory.serial,
    })
    .from(inventory)
    .where(and(eq(inventory.holderId, holderId), eq(inventory.methodId, methodId)))
    .orderBy(desc(inventory.createdAt))
    .limit(1);
  if (ours !== undefined) {
    const { enrolmentId, ...key } = ours;
    return { enrolmentId, key };
  }
  const shown = passkeys.find(({ id }) => id === methodId);
  const productName = keyName(shown?.aaguid ?? null, shown?.model ?? shown?.displayName ?? '');
  return { enrolmentId: null, key: { productName: productName ?? '', serial: null } };
}
