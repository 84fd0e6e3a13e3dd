import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { same } from '../../crypto/hash.ts';
import { demand } from '../../ctapStatus.ts';
import type { Fingerprint } from '../../state/keyState.ts';
import type { CommandResult, KeyContext } from '../context.ts';
import type { CommandRequest } from '../request.ts';

const PARAM = { templateId: 0x01, name: 0x02 } as const;
const MAX_FRIENDLY_NAME_BYTES = 15;

/** enumerateEnrollments (0x04). @throws StatusError INVALID_OPTION when no finger is enrolled, as CTAP 2.1 §6.7.6 has it */
export function enumerateEnrollments({ state }: KeyContext): CommandResult {
  demand(state.fingerprints.length > 0, 'INVALID_OPTION');
  const infos = state.fingerprints.map(({ templateId, name }): CborValue => {
    const info = new Map<number, CborValue>([[0x01, templateId]]);
    if (name !== undefined) info.set(0x02, name);
    return info;
  });
  return new Map<number, CborValue>([[0x07, infos]]);
}

function find(context: KeyContext, params: CommandRequest): Fingerprint {
  const templateId = params.required(PARAM.templateId, 'bytes');
  const found = context.state.fingerprints.find((one) => same(one.templateId, templateId));
  demand(found !== undefined, 'INVALID_OPTION');
  return found;
}

/** setFriendlyName (0x05) */
export function setFriendlyName(context: KeyContext, params: CommandRequest): CommandResult {
  const { state } = context;
  const old = find(context, params);
  const name = params.required(PARAM.name, 'text');
  demand(utf8Encode(name).length <= MAX_FRIENDLY_NAME_BYTES, 'INVALID_LENGTH');
  state.fingerprints = state.fingerprints.map((one) => (one === old ? { ...old, name } : one));
  context.save();
  return undefined;
}

/** removeEnrollment (0x06) */
export function removeEnrollment(context: KeyContext, params: CommandRequest): CommandResult {
  const gone = find(context, params);
  context.state.fingerprints = context.state.fingerprints.filter((one) => one !== gone);
  context.save();
  return undefined;
}
