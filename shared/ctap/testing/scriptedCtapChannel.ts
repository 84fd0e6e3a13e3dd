import { concat } from '#shared/bytes/concat.ts';
import { toHex } from '#shared/bytes/hex.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { ChannelCallOptions, CtapHidChannel } from '../hid/ctapHidChannel.ts';

/** A channel that knows only its script of CTAP2 requests. An unexpected request fails; `expectDone` finds unused lines. */
export interface ScriptedCtapChannel extends Pick<CtapHidChannel, 'cbor' | 'requestCount'> {
  /** The next request must be this one; it is answered with CTAP2_OK and the map, a status, or an error. */
  script(
    command: number,
    parameters: CborMap | undefined,
    answer: CborMap | number | Error | Uint8Array,
  ): void;
  readonly options: readonly (ChannelCallOptions | undefined)[];
  expectDone(): void;
}

/** Makes a channel with an empty script. */
export function createScriptedCtapChannel(): ScriptedCtapChannel {
  const steps: { request: string; answer: Uint8Array | Error }[] = [];
  const options: (ChannelCallOptions | undefined)[] = [];
  let surprise: string | undefined;
  return {
    options,
    get requestCount() {
      return options.length;
    },
    async cbor(payload, callOptions) {
      options.push(callOptions);
      const step = steps.shift();
      if (step?.request !== toHex(payload)) {
        surprise ??= `sent      ${toHex(payload)}\nexpected  ${step?.request ?? 'nothing'}`;
        throw new Error(surprise);
      }
      if (step.answer instanceof Error) {
        throw step.answer;
      }
      return step.answer;
    },
    script(command, parameters, answer) {
      const body = parameters ? encodeCbor(parameters) : new Uint8Array();
      const request = toHex(concat(Uint8Array.of(command), body));
      steps.push({ request, answer: toAnswer(answer) });
    },
    expectDone() {
      if (surprise !== undefined) {
        throw new Error(surprise);
      }
      if (steps.length > 0) {
        throw new Error(`${steps.length} lines of the script were not used: ${steps[0]?.request}`);
      }
    },
  };
}

function toAnswer(answer: CborMap | number | Error | Uint8Array): Uint8Array | Error {
  if (answer instanceof Error || answer instanceof Uint8Array) {
    return answer;
  }
  if (typeof answer === 'number') {
    return Uint8Array.of(answer);
  }
  return answer.size === 0 ? Uint8Array.of(0) : concat(Uint8Array.of(0), encodeCbor(answer));
}
