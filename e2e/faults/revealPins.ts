import { randomUUID } from 'node:crypto';
import type { World } from './world/world.ts';

/** Everybody tries to get at every PIN: a stranger, the operator, the holder, and the holder once more. */
export async function revealPins(world: World): Promise<void> {
  await world.idle();
  const started = world.history.flatMap((event) =>
    event.kind === 'journal' && event.event.type === 'started'
      ? [{ enrolmentId: event.enrolmentId, ...event.event }]
      : [],
  );
  for (const { enrolmentId, holder, operatorId } of started) {
    const strangerId = world.holders.find((id) => id !== holder.id) ?? operatorId;
    for (const id of [strangerId, operatorId, holder.id, holder.id]) {
      await tryReveal(world, enrolmentId, id);
    }
  }
}

/** Asks for a PIN, and says that it was seen; what comes of it is in the history. */
export async function tryReveal(world: World, enrolmentId: string, id: string): Promise<void> {
  await world
    .ask(async ({ pins }) => {
      const viewer = { id, requestId: 'reveal', session: randomUUID() };
      const { reservationId } = await pins.disclose('holder', enrolmentId, viewer);
      await pins.confirm(enrolmentId, reservationId, viewer);
    })
    .catch(() => undefined);
}
