import { pinDisclosure } from '#shared/enrolment/profile.ts';
import { askForPin, type Reader, readPin } from './readPin.ts';
import type { World } from './world/world.ts';

const TEN_MINUTES_MS = 600_000;
const AN_HOUR_MS = 3_660_000;
const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;
const WAYS = { holderOnly: 'holder', operatorOnce: 'operator', sealedLetter: 'letter' } as const;

/** An enrolment with its PIN, as the history has it. */
interface Sealed {
  readonly id: string;
  readonly holderId: string;
  readonly operatorId: string;
  readonly way: Reader['way'];
}

/**
 * What becomes of PINs once enrolments have ended: who may not see them tries, who may does, and tries again; an hour
 * later what was seen is destroyed, and the mails about it all have arrived.
 */
export async function readPins(world: World): Promise<void> {
  await world.idle();
  for (const sealed of sealedOf(world)) {
    const { id: enrolmentId, way, holderId, operatorId } = sealed;
    const reader = { personId: way === 'holder' ? holderId : operatorId, way, enrolmentId };
    // One who must not see it: somebody else before it was seen, or anybody afterwards, or nobody tries this time.
    const who = world.draws.integer(3);
    if (who === 0) await askForPin(world, someWrongReader(world, sealed));
    await readPin(world, reader);
    if (who === 1) await askForPin(world, reader);
  }
  if (sealedOf(world).length === 0) return;
  await world.pass(TEN_MINUTES_MS);
  await world.pass(AN_HOUR_MS);
}

/** A month goes by: nobody comes for what still waits. */
export async function letPinsGrowOld(world: World): Promise<void> {
  world.clock.jump(THIRTY_DAYS_MS);
  await world.idle();
}

function sealedOf({ history }: World): Sealed[] {
  const withPin = new Set(
    history.flatMap((event) => (event.kind === 'escrowSealed' ? [event.enrolmentId] : [])),
  );
  return history.flatMap((event) => {
    if (event.kind !== 'journal' || event.event.type !== 'started') return [];
    if (!withPin.has(event.enrolmentId)) return [];
    const { holder, operatorId, profile } = event.event;
    const way = WAYS[pinDisclosure(profile.pin) ?? 'holderOnly'];
    return [{ id: event.enrolmentId, holderId: holder.id, operatorId, way }];
  });
}

/** Somebody whom this PIN is not for, or who asks in a way that its profile does not name. */
function someWrongReader(
  { holders, draws }: World,
  { id: enrolmentId, holderId, operatorId, way }: Sealed,
): Reader {
  const strangerId = holders.find((other) => other !== holderId) ?? operatorId;
  const wrong: Reader[] = [{ personId: strangerId, way: 'holder', enrolmentId }];
  // Who enrols their own key is the holder.
  if (operatorId !== holderId) wrong.push({ personId: operatorId, way: 'holder', enrolmentId });
  if (way !== 'holder') wrong.push({ personId: holderId, way: 'holder', enrolmentId });
  if (way !== 'operator') wrong.push({ personId: operatorId, way: 'operator', enrolmentId });
  if (way !== 'letter') wrong.push({ personId: operatorId, way: 'letter', enrolmentId });
  return draws.pick(wrong);
}
