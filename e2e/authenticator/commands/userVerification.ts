import { demand } from '../ctapStatus.ts';
import type { Permission } from '../pin/pinUvAuthToken.ts';
import { speaksProtocol } from './authorise.ts';
import { verifyFinger } from './builtInUv.ts';
import type { KeyContext } from './context.ts';
import type { CommandRequest } from './request.ts';

export interface UvRequest {
  readonly param: Uint8Array | undefined;
  readonly protocol: number | undefined;
  /** The `uv` option: verify on the key itself. */
  readonly uvOption: boolean;
  readonly clientDataHash: Uint8Array;
  readonly rpId: string;
  readonly permission: Permission;
}

export interface UvResult {
  readonly verified: boolean;
  /** The finger that verified also counts as the touch. */
  readonly present: boolean;
}

/**
 * A zero-length pinUvAuthParam asks "is this the key the user means?": touch, then tell whether there is a PIN
 * (CTAP 2.1 §6.1.2 step 1). A protocol must be named with any other param, and be one the key speaks.
 */
export async function checkParamShape(
  context: KeyContext,
  param: Uint8Array | undefined,
  protocol: number | undefined,
): Promise<void> {
  if (param === undefined) return;
  if (param.length === 0) {
    await context.presence.wait();
    demand(context.state.pinHash !== undefined, 'PIN_NOT_SET');
    demand(false, 'PIN_INVALID');
  }
  demand(protocol !== undefined, 'MISSING_PARAMETER');
  demand(speaksProtocol(context, protocol), 'INVALID_PARAMETER');
}

/** Reads the request's own words on verification. */
export function readUv(
  request: CommandRequest,
  keys: { param: number; protocol: number },
  options: CommandRequest,
): { param: Uint8Array | undefined; protocol: number | undefined; uvOption: boolean } {
  const param = request.optional(keys.param, 'bytes');
  const uv = options.optional('uv', 'boolean') ?? false;
  return {
    param,
    protocol: request.optional(keys.protocol, 'integer'),
    // The param wins over the option (CTAP 2.1 §6.1.2 step 5).
    uvOption: param === undefined && uv,
  };
}

/** Verifies the user by token or on the key, or not at all where nothing asks for it. */
export async function verifyUser(context: KeyContext, uv: UvRequest): Promise<UvResult> {
  const { token } = context.session;
  if (uv.param !== undefined && uv.protocol !== undefined) {
    const { param, protocol, permission } = uv;
    token.verify({ protocol, message: uv.clientDataHash, param, permission });
    demand(token.userVerified(), 'PIN_AUTH_INVALID');
    token.bind(uv.rpId);
    return { verified: true, present: token.userPresent() };
  }
  if (uv.uvOption) {
    await verifyFinger(context);
    return { verified: true, present: context.profile.quirks.fingerprintIsPresence };
  }
  return { verified: false, present: false };
}
