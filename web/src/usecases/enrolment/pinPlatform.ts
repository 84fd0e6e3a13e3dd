import type { SealedPin } from '#shared/api/index.ts';
import {
  createLocalPinUvPlatform,
  type LocalPinUvPlatformParts,
} from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import { checkNewPin } from '#shared/ctap/pinuv/pinPolicy.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { createSealedPinUvPlatform, type SealedNewPin } from '../sealedPinUvPlatform.ts';
import { isWeakPin } from '../weakPin.ts';
import { enrolmentOf, type HeldKey, type Run } from './run.ts';
import { callBackend } from './talkToBackend.ts';

/** Runs `use` with the platform side of the PIN protocol: the backend's for a sealed PIN, else that of a typed PIN. */
export async function withPinPlatform<Result>(
  run: Run,
  held: HeldKey,
  sealed: SealedPin | SealedNewPin | null,
  purpose: 'new' | 'current',
  signal: AbortSignal,
  use: (platform: PinUvPlatform) => Promise<Result>,
): Promise<Result> {
  if (sealed !== null) return use(sealedPlatform(run, held, sealed, signal));
  // While the person types.
  const loading = run.crypto.load();
  loading.catch(() => undefined);
  const pin =
    purpose === 'new'
      ? await askNewPin(run, held, signal)
      : (run.typedPin ?? (await askCurrentPin(run, held, signal)));
  run.typedPin = pin;
  const crypto = await loading;
  const parts: LocalPinUvPlatformParts =
    purpose === 'new' ? { crypto, newPin: pin } : { crypto, pin };
  const platform = createLocalPinUvPlatform(parts);
  try {
    return await use(platform);
  } finally {
    platform.dispose();
  }
}

function sealedPlatform(
  run: Run,
  { session, peer }: HeldKey,
  sealed: SealedPin | SealedNewPin,
  signal: AbortSignal,
): PinUvPlatform {
  if (peer === null) {
    throw new AppError('pin_session_lost', 'The backend knows no key agreement of this plug');
  }
  return createSealedPinUvPlatform({
    sealed,
    peer,
    async pinAuth(encryptedToken, message) {
      const body = { keySession: session.id, encryptedToken, message };
      const { pinUvAuthParam, seq } = await callBackend(run, () =>
        run.backend.pinAuth(run.id, body, { signal }),
      );
      run.outagesInARow = 0;
      // Where the key may make a passkey with it, the journal has a line more.
      run.board.set({ enrolment: { ...enrolmentOf(run), seq } });
      return pinUvAuthParam;
    },
  });
}

/** The rules are the key's and the profile's together; a PIN that breaks them is asked for again, never sent. */
async function askNewPin(run: Run, held: HeldKey, signal: AbortSignal): Promise<string> {
  const info = await held.session.client.getInfo({ signal });
  const { minPinLength: wanted } = enrolmentOf(run).profile;
  const minPinLength = Math.max(info.minPinLength, wanted ?? 0);
  const { maxPinLength } = info;
  let failure: FailureCode | null = run.pinFailure;
  for (;;) {
    const pin = await run.board.askPin(
      {
        purpose: 'new',
        minPinLength,
        maxPinLength: maxPinLength ?? null,
        pinRetries: null,
        failure,
      },
      AbortSignal.any([signal, held.removed]),
    );
    const problem = checkNewPin(pin, { minPinLength, maxPinLength, isWeak: isWeakPin });
    if (problem === undefined) {
      run.pinFailure = null;
      return pin;
    }
    failure = problem;
  }
}

async function askCurrentPin(run: Run, held: HeldKey, signal: AbortSignal): Promise<string> {
  const { client } = held.session;
  const { minPinLength, maxPinLength } = await client.getInfo({ signal });
  const { pinRetries, powerCycleState } = await client.pinRetries({ signal });
  if (pinRetries === 0) throw new AppError('pin_blocked', 'The key takes no PIN any more');
  if (powerCycleState === true) throw new AppError('pin_auth_blocked', 'The key wants a replug');
  const pin = await run.board.askPin(
    {
      purpose: 'current',
      minPinLength,
      maxPinLength: maxPinLength ?? null,
      pinRetries,
      failure: run.pinFailure,
    },
    AbortSignal.any([signal, held.removed]),
  );
  run.pinFailure = null;
  return pin;
}
