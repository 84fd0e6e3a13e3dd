import { and, eq, isNotNull } from 'drizzle-orm';
import type { PasskeyInventory } from '#bff/deps.ts';
import { inventory } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';

/** What our own books know of registered passkeys, from the `inventory` table. */
export function createPasskeyInventory(store: Store): PasskeyInventory {
  return {
    serialsOf: (userId) =>
      store.read(async (queries) => {
        const rows = await queries
          .select({ methodId: inventory.methodId, serial: inventory.serial })
          .from(inventory)
          .where(and(eq(inventory.holderId, userId), isNotNull(inventory.serial)));
        return new Map(rows.map(({ methodId, serial }) => [methodId, serial ?? '']));
      }),
  };
}
