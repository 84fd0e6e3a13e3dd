import { AppError } from '#shared/failure/appError.ts';
import { inviteHolder } from './invite.ts';
import type { Play } from './play.ts';
import type { StationPage } from './world/stationPage.ts';

const TEN_MINUTES = 600_000;
/** Until somebody tries again what did not work. */
export const PAUSE_MS = 10_000;

/** What a page asks when it is opened: operators for what they have open, who was invited for their own. */
export async function load({ scenario }: Play, { station, own }: StationPage): Promise<void> {
  if (!scenario.isInvited) return station.loadOpenEnrolments();
  const { enrolmentId } = await own.invitation();
  if (enrolmentId !== null) await station.takeUp(enrolmentId, own);
}

/** Asks a page for something. Whom it tells that their session is over signs in again, and asks anew later. */
export function askPage(page: StationPage, ask: (page: StationPage) => Promise<unknown>): void {
  ask(page).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'session_expired') page.isSignedOut = false;
  });
}

/** Presses the button that begins an enrolment; who enrols by themself is invited before. */
export async function begin(play: Play, page: StationPage): Promise<void> {
  const { world, desk, scenario, holderId } = play;
  const { station } = page;
  if (desk.ports.size === 0) world.plug(desk, play.key);
  await world.idle();
  const only = station.getState().keys.length === 1;
  const right = station.getState().keys.find(({ observation }) => observation !== null);
  if (scenario.isInvited) {
    for (const { id, failure } of station.getState().keys) {
      if (failure !== null) station.readAgain(id);
    }
    if (right === undefined || !(await inviteHolder(play))) return world.pass(PAUSE_MS);
    // The person follows the link of the mail; what they had open goes on by that.
    askPage(page, (followed) => load(play, followed));
    await world.idle();
    if (station.getState().runs.length > 0) return;
  }
  let end: 'begun' | 'refused' | null = null;
  const request = {
    userId: holderId,
    profileId: scenario.profileId,
    ...(only || right === undefined ? {} : { keyId: right.id }),
  };
  const pressed =
    scenario.isInvited && right !== undefined
      ? station.enrolWith(right.id, (key) => page.own.start({ key }), page.own)
      : station.enrol(request);
  pressed.then(
    () => {
      end = 'begun';
    },
    () => {
      end = 'refused';
    },
  );
  await world.idle();
  // The button stays pressed while the key is silent: nobody presses it again meanwhile.
  while (end === null && desk.page?.isDead === false && world.clock.runNext(TEN_MINUTES)) {
    await world.idle();
  }
  if (end === 'refused') await world.pass(PAUSE_MS);
}
