import { demand } from '../ctapStatus.ts';
import { pinProtocol } from '../pin/pinProtocols.ts';
import type { Permission } from '../pin/pinUvAuthToken.ts';
import type { KeyContext } from './context.ts';
import type { CommandRequest } from './request.ts';

/** True if this key speaks the protocol; the number alone says nothing. */
export function speaksProtocol(context: KeyContext, protocol: number): boolean {
  const spoken = context.profile.info.pinUvAuthProtocols ?? [];
  return spoken.includes(protocol) && pinProtocol(protocol) !== undefined;
}

/** Where a command keeps its pinUvAuthProtocol and pinUvAuthParam. */
export interface AuthKeys {
  readonly protocol: number;
  readonly param: number;
}

/**
 * Checks pinUvAuthParam of a command that is worth nothing without it.
 * @throws StatusError PUAT_REQUIRED, MISSING_PARAMETER, INVALID_PARAMETER, PIN_AUTH_INVALID
 */
export function authorise(
  context: KeyContext,
  request: CommandRequest,
  keys: AuthKeys,
  message: Uint8Array,
  permission: Permission,
): void {
  const param = request.optional(keys.param, 'bytes');
  demand(param !== undefined, 'PUAT_REQUIRED');
  const protocol = request.required(keys.protocol, 'integer');
  demand(speaksProtocol(context, protocol), 'INVALID_PARAMETER');
  context.session.token.verify({ protocol, message, param, permission });
}
