import type { CreateAttempt, RemoteDesktopOverridePort } from './remoteDesktopOverridePort.ts';

/**
 * Why a browser does not let this origin act for `login.microsoft.com`:
 * - `unsupported`: it has no WebAuthn here
 * - `policyAbsent`: it does not know the extension, so no policy `WebAuthenticationRemoteDesktopAllowedOrigins` is set, or
 *   the browser was not started again since
 * - `notPermitted`: the policy is there, and either does not list this origin or the profile is not affiliated
 * - `forbiddenByHost`: the page's own `Permissions-Policy` keeps it from making credentials
 * - `notFocused`: the window was not in front
 * - `unclear`: none of these; it is not known
 */
export type OverrideRefusal =
  | 'unsupported'
  | 'policyAbsent'
  | 'notPermitted'
  | 'forbiddenByHost'
  | 'notFocused'
  | 'unclear';

/** What {@link probeRemoteDesktopOverride} found. */
export type OverrideAnswer = 'allowed' | { readonly refused: OverrideRefusal };

/** Refusals come within some 40 ms; a dialog that is taken away again this soon hardly shows. */
const PATIENCE_MS = 300;
/** A browser that goes by no policy first asks Microsoft's server whether this origin may; it waits that long for it. */
const LONGEST_MS = 12_000;

/**
 * Tells whether the browser would make a credential for `login.microsoft.com` on behalf of this origin, by asking for one
 * and taking the question back. Where it is allowed a dialog may flash. Never call it while something is under way on a
 * key: the browser would speak to the key as well.
 *
 * That our own end came first is no proof: the browser may still have been asking Microsoft's server. So the plain
 * question is asked too, which only ever ends in a refusal, and what that one needed is granted to the first one.
 * @see WebAuthn Level 3, "Related Origins"; Chromium's `remoteDesktopClientOverride`
 */
export async function probeRemoteDesktopOverride(
  port: RemoteDesktopOverridePort,
): Promise<OverrideAnswer> {
  if (!port.isSupported) return { refused: 'unsupported' };
  if (!port.hasFocus()) return { refused: 'notFocused' };
  const first = await port.tryToCreate({ override: true, abortAfterMs: PATIENCE_MS });
  if (!wentOn(first)) return { refused: refusalOf(first) };
  const plain = await port.tryToCreate({ override: false, abortAfterMs: LONGEST_MS });
  if (plain.outcome !== 'SecurityError') return { refused: 'unclear' };
  if (plain.tookMs < PATIENCE_MS / 2) return 'allowed';
  const again = await port.tryToCreate({ override: true, abortAfterMs: patienceFor(plain) });
  return wentOn(again) ? 'allowed' : { refused: refusalOf(again) };
}

/** It came as far as its dialog: nothing but our own end, or somebody's touch, stopped it. */
function wentOn({ outcome }: CreateAttempt): boolean {
  return outcome === 'AbortError' || outcome === 'created';
}

function patienceFor({ tookMs }: CreateAttempt): number {
  return Math.min(LONGEST_MS, PATIENCE_MS + 3 * tookMs);
}

/** By name first; the texts are not promised by anybody, so one that is not known leads to `unclear`. */
function refusalOf({ outcome, message }: CreateAttempt): OverrideRefusal {
  if (outcome === 'SecurityError') return 'policyAbsent';
  if (outcome !== 'NotAllowedError') return 'unclear';
  if (message.includes('not permitted to use')) return 'notPermitted';
  if (message.includes('feature is not enabled')) return 'forbiddenByHost';
  if (message.includes('focus')) return 'notFocused';
  return 'unclear';
}
