import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { Way } from '#shared/enrolment/way.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { BrowserWays, CallOptions } from '../ports.ts';
import type { StationState } from '../stationState.ts';

/** How a way stands in this browser. `unknown`: nothing speaks against it, and no key has shown it yet. */
export type WayStanding =
  | { readonly kind: 'works' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fails'; readonly code: FailureCode };

/** A way that this page has and the profile takes. */
export interface OfferedWay {
  readonly way: Way;
  readonly standing: WayStanding;
}

/** What was found of the ways beside WebHID. */
export type ProbedWays = Readonly<Partial<Record<Way, WayStanding>>>;

/** Tries each way beside WebHID without anybody having to do anything. */
export async function probeWays(ways: BrowserWays, options: CallOptions): Promise<ProbedWays> {
  const found = await Promise.all(
    Object.entries(ways).map(async ([way, { probe }]) => {
      const standing = await probe(options).then(
        (): WayStanding => ({ kind: 'works' }),
        (error: unknown): WayStanding => ({
          kind: 'fails',
          code: failureCodeOf(error),
        }),
      );
      return [way, standing] as const;
    }),
  );
  return Object.fromEntries(found);
}

/** A key that can be seen is the only proof that WebHID reaches keys here. */
export function webHidStanding({ unavailable, keys }: StationState): WayStanding {
  if (unavailable !== null) return { kind: 'fails', code: unavailable };
  return { kind: keys.length > 0 ? 'works' : 'unknown' };
}

/** The ways that a person can choose from, the one that can do most first. */
export function offeredWays(profile: EnrolmentProfile, standings: ProbedWays): OfferedWay[] {
  return acceptedWays(profile).flatMap((way) => {
    const standing = standings[way];
    return standing === undefined ? [] : [{ way, standing }];
  });
}

/** The way to take: what the person wants unless it fails, else the best that works, else the best that may. */
export function chooseWay(offered: readonly OfferedWay[], wish: Way | undefined): Way | null {
  const isOf = (kind: WayStanding['kind']) => (one: OfferedWay) => one.standing.kind === kind;
  const wanted = offered.find(({ way, standing }) => way === wish && standing.kind !== 'fails');
  const best = wanted ?? offered.find(isOf('works')) ?? offered.find(isOf('unknown'));
  return best?.way ?? null;
}
