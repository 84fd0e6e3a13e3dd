import type { CborValue } from '#shared/cbor/cborValue.ts';
import { demand } from '../../ctapStatus.ts';
import { PERMISSION } from '../../pin/pinUvAuthToken.ts';
import { verifyFinger } from '../builtInUv.ts';
import type { Command, KeyContext } from '../context.ts';
import { currentOptions } from '../getInfo.ts';
import type { CommandRequest } from '../request.ts';
import {
  agree,
  checkPinHash,
  demandPinUsable,
  PIN_REQUEST,
  type SharedSecret,
} from './pinEntry.ts';

const TOKEN_MEMBER = 0x02;

interface Wish {
  readonly permissions: number;
  readonly rpId: string | undefined;
}

function readWish(context: KeyContext, request: CommandRequest, byFinger: boolean): Wish {
  const permissions = request.required(PIN_REQUEST.permissions, 'integer');
  const rpId = request.optional(PIN_REQUEST.rpId, 'text');
  demand(permissions > 0, 'INVALID_PARAMETER');
  const options = currentOptions(context.profile, context.state);
  const offered: [number, boolean][] = [
    [PERMISSION.cm, options['credMgmt'] === true],
    [PERMISSION.be, options['bioEnroll'] !== undefined],
    [PERMISSION.lbw, options['largeBlobs'] === true],
    [PERMISSION.acfg, options['authnrCfg'] === true],
    [PERMISSION.pcmr, options['perCredMgmtRO'] === true],
  ];
  for (const [bit, available] of offered) {
    demand((permissions & bit) === 0 || available, 'UNAUTHORIZED_PERMISSION');
  }
  if (byFinger) {
    // Who may configure the key or enrol fingers by finger alone is an option of its own.
    const { acfg, be } = PERMISSION;
    demand((permissions & acfg) === 0 || options['uvAcfg'] === true, 'UNAUTHORIZED_PERMISSION');
    demand((permissions & be) === 0 || options['uvBioEnroll'] === true, 'UNAUTHORIZED_PERMISSION');
  }
  const forRp = (permissions & (PERMISSION.mc | PERMISSION.ga)) !== 0;
  demand(!forRp || rpId !== undefined, 'MISSING_PARAMETER');
  return { permissions, rpId };
}

function handOut(
  context: KeyContext,
  shared: SharedSecret,
  wish: Wish,
  userPresent: boolean,
): CborValue {
  const { session } = context;
  session.token.reset();
  session.configTokenDead = false;
  const grant = { ...wish, protocol: shared.protocol.id, userPresent };
  const token = session.token.issue(grant);
  const encrypted = shared.protocol.encrypt(shared.secret, token, context.random);
  return new Map([[TOKEN_MEMBER, encrypted]]);
}

function verifyPin(context: KeyContext, request: CommandRequest): SharedSecret {
  const pinHashEnc = request.required(PIN_REQUEST.pinHashEnc, 'bytes');
  demandPinUsable(context);
  const shared = agree(context, request);
  checkPinHash(context, shared, pinHashEnc);
  // The PIN was right, and still nothing may be done with it until it is changed.
  demand(!context.state.forcePinChange, 'PIN_INVALID');
  return shared;
}

/** getPinToken (0x05): for makeCredential and getAssertion, of the first RP it is used for. */
export const getPinToken: Command = (context, request) => {
  const { permissions, rpId } = PIN_REQUEST;
  const hasNeither = !request.map.has(permissions) && !request.map.has(rpId);
  demand(hasNeither, 'INVALID_PARAMETER');
  const shared = verifyPin(context, request);
  const wish = { permissions: PERMISSION.mc | PERMISSION.ga, rpId: undefined };
  const legacy = context.profile.info.options['pinUvAuthToken'] !== true;
  if (!legacy) return handOut(context, shared, wish, false);
  const token = context.session.token.issue({
    ...wish,
    protocol: shared.protocol.id,
    userPresent: false,
  });
  return new Map([[TOKEN_MEMBER, shared.protocol.encrypt(shared.secret, token, context.random)]]);
};

/** getPinUvAuthTokenUsingPinWithPermissions (0x09). */
export const getTokenUsingPin: Command = (context, request) => {
  const wish = readWish(context, request, false);
  return handOut(context, verifyPin(context, request), wish, false);
};

/** getPinUvAuthTokenUsingUvWithPermissions (0x06): a finger on the sensor in place of the PIN. */
export const getTokenUsingUv: Command = async (context, request) => {
  const wish = readWish(context, request, true);
  const shared = agree(context, request);
  demand(context.state.fingerprints.length > 0, 'NOT_ALLOWED');
  await verifyFinger(context);
  return handOut(context, shared, wish, context.profile.quirks.fingerprintIsPresence);
};
