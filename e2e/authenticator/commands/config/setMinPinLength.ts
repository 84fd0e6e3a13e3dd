import { demand } from '../../ctapStatus.ts';
import type { KeyContext } from '../context.ts';
import type { CommandRequest } from '../request.ts';

const PARAM = { newMinPinLength: 0x01, minPinLengthRpIds: 0x02, forceChangePin: 0x03 } as const;
const MAX_PIN_CODE_POINTS = 63;

/** setMinPINLength: the minimum only grows, until a reset (CTAP 2.1 §6.11.4). */
export function setMinPinLength(context: KeyContext, params: CommandRequest): void {
  const { profile, state, session } = context;
  const options = profile.info.options;
  demand(options['setMinPINLength'] === true, 'INVALID_SUBCOMMAND');
  const newMinPinLength = params.optional(PARAM.newMinPinLength, 'integer') ?? state.minPinLength;
  const rpIds = params.optional(PARAM.minPinLengthRpIds, 'array');
  const force = params.optional(PARAM.forceChangePin, 'boolean') ?? false;
  const lengthFits =
    newMinPinLength >= state.minPinLength && newMinPinLength <= MAX_PIN_CODE_POINTS;
  demand(lengthFits, 'PIN_POLICY_VIOLATION');
  demand(!force || state.pinHash !== undefined, 'PIN_NOT_SET');
  if (rpIds !== undefined) {
    const limit = profile.info.maxRPIDsForSetMinPINLength ?? 0;
    demand(profile.info.extensions?.includes('minPinLength') === true, 'INVALID_PARAMETER');
    demand(rpIds.length <= limit, 'KEY_STORE_FULL');
    const names = rpIds.filter((id): id is string => typeof id === 'string');
    demand(names.length === rpIds.length, 'CBOR_UNEXPECTED_TYPE');
    state.minPinLengthRpIds = names;
  }
  state.minPinLength = newMinPinLength;
  const tooShort = state.pinHash !== undefined && state.pinCodePoints < newMinPinLength;
  if (force || tooShort) {
    state.forcePinChange = true;
    session.token.reset();
  }
  session.configTokenDead = profile.quirks.tokenDiesAfterConfig;
}
