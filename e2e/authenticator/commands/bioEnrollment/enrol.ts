import type { CborValue } from '#shared/cbor/cborValue.ts';
import { same } from '../../crypto/hash.ts';
import { CTAP_STATUS, demand, StatusError } from '../../ctapStatus.ts';
import type { CommandResult, KeyContext } from '../context.ts';
import type { CommandRequest } from '../request.ts';

const PARAM = { templateId: 0x01, timeoutMs: 0x03 } as const;
const TEMPLATE_ID_BYTES = 2;
/** lastEnrollSampleStatus (CTAP 2.1 §6.7.4). */
const SAMPLE = { good: 0x00, noUserActivity: 0x0d } as const;

/** Waits for one sample; without a finger in time the answer says so, it is no failure. */
async function capture(context: KeyContext, params: CommandRequest): Promise<CommandResult> {
  const { session, state, presence, sampleScript } = context;
  const running = session.fingerEnrolment;
  demand(running !== undefined, 'NOT_ALLOWED');
  let status: number;
  let finger = running.finger;
  try {
    finger = await presence.wait(params.optional(PARAM.timeoutMs, 'integer'));
    status = sampleScript.shift() ?? SAMPLE.good;
  } catch (error) {
    const timedOut =
      error instanceof StatusError && error.status === CTAP_STATUS.USER_ACTION_TIMEOUT;
    if (!timedOut) throw error;
    status = SAMPLE.noUserActivity;
  }
  if (status === SAMPLE.good) running.remainingSamples -= 1;
  if (running.remainingSamples === 0) {
    const { templateId } = running;
    state.fingerprints = [...state.fingerprints, { templateId, name: undefined, finger }];
    session.fingerEnrolment = undefined;
    context.save();
  }
  return new Map<number, CborValue>([
    [0x04, running.templateId],
    [0x05, status],
    [0x06, running.remainingSamples],
  ]);
}

/** enrollBegin (0x01): the first sample of a new finger. */
export function enrollBegin(context: KeyContext, params: CommandRequest): Promise<CommandResult> {
  const { profile, session, state, random } = context;
  const sensor = profile.fingerprints;
  demand(sensor !== undefined, 'INVALID_COMMAND');
  demand(state.fingerprints.length < sensor.capacity, 'FP_DATABASE_FULL');
  session.fingerEnrolment = {
    templateId: random(TEMPLATE_ID_BYTES),
    finger: '',
    remainingSamples: sensor.samples,
  };
  return capture(context, params);
}

/** enrollCaptureNextSample (0x02) */
export function captureNext(context: KeyContext, params: CommandRequest): Promise<CommandResult> {
  const templateId = params.required(PARAM.templateId, 'bytes');
  const running = context.session.fingerEnrolment;
  const fits = running !== undefined && same(running.templateId, templateId);
  demand(fits, 'INVALID_PARAMETER');
  return capture(context, params);
}
