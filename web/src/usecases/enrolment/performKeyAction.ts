import type { ActionView, PageEvent, PluggedKey } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { equal } from '#shared/bytes/equal.ts';
import type { CtapClient } from '#shared/ctap/client.ts';
import { buildParameters } from '#shared/ctap/commands/parameters.ts';
import type { CtapCallOptions } from '#shared/ctap/ctapCall.ts';
import { alwaysUv, supportsEnterpriseAttestation } from '#shared/ctap/features.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { CtapError } from '#shared/failure/appError.ts';
import { encodeAttestationObject } from '#shared/webauthn/attestationObject.ts';
import { observeKey } from '../observeKey.ts';
import { announcing } from './announceMaking.ts';
import { notePinSet } from './noteChanges.ts';
import { withPinPlatform } from './pinPlatform.ts';
import type { HeldKey, Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';

/** Actions on the key that end in one event. */
export type KeyAction = Extract<
  ActionView,
  {
    kind:
      | 'setPin'
      | 'makeCredential'
      | 'prove'
      | 'applyPolicy'
      | 'findCredentials'
      | 'removeCredential';
  }
>;

/** What was done, and the key as it is now where the event calls for it. */
export interface Performed {
  readonly event: PageEvent;
  readonly key?: PluggedKey;
}

/** What the parts of an action work with. */
interface Tools {
  readonly client: CtapClient;
  readonly platform: PinUvPlatform;
  readonly options: CtapCallOptions;
}

type ActionOf<Kind extends KeyAction['kind']> = Extract<KeyAction, { kind: Kind }>;

/**
 * Does on the key what the backend asked for.
 * @throws CtapError, TransportError, BackendRefusal of a pin-auth, AppError `pin_session_lost`
 */
export async function performKeyAction(
  run: Run,
  held: HeldKey,
  action: KeyAction,
  signal: AbortSignal,
): Promise<Performed> {
  const purpose = action.kind === 'setPin' ? 'new' : 'current';
  const options = keyOptions(run, signal);
  const { client } = held.session;
  try {
    return await withPinPlatform(run, held, action.sealed, purpose, signal, (platform) =>
      perform(run, held, action, { client, platform, options }),
    );
  } finally {
    run.board.set({ ...NO_NEED });
  }
}

/** Options of every call to the key: the signal, and word of the touch it waits for. */
export function keyOptions(
  run: Run,
  signal: AbortSignal,
): CtapCallOptions & { signal: AbortSignal } {
  return {
    signal,
    onKeepalive: (status) =>
      run.board.set({ ...NO_NEED, need: status === 'touch_needed' ? 'touch' : null }),
  };
}

async function perform(
  run: Run,
  held: HeldKey,
  action: KeyAction,
  tools: Tools,
): Promise<Performed> {
  held.changed ||= action.kind !== 'prove';
  switch (action.kind) {
    case 'setPin':
      await tools.client.setPin({ platform: tools.platform }, tools.options);
      notePinSet(run, held);
      return { event: { type: 'pinSet' } };
    case 'makeCredential':
      return {
        event: await make(action, {
          ...tools,
          platform: announcing(run, action, tools.platform),
        }),
      };
    case 'prove':
      return { event: await prove(action, tools) };
    case 'applyPolicy': {
      await applyPolicy(action, tools);
      const observed = await observeKey(held.session, null, { signal: held.removed });
      run.keys.note(held.session, observed);
      held.changed = false;
      return { event: { type: 'policyApplied' }, key: observed.plugged };
    }
    case 'findCredentials':
      return { event: await find(action, tools) };
    case 'removeCredential':
      await remove(action, tools);
      return { event: { type: 'credentialRemoved' } };
  }
}

async function make(
  action: ActionOf<'makeCredential'>,
  { client, platform, options }: Tools,
): Promise<PageEvent> {
  const { extensions } = await client.getInfo(options);
  const has = (name: string) => extensions.includes(name);
  const made = await client.makeCredential(
    {
      platform,
      clientDataHash: fromBase64Url(action.clientDataHash),
      rp: action.rp,
      user: { ...action.user, id: fromBase64Url(action.user.id) },
      pubKeyCredParams: action.algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeList: action.excludeCredentials.map(toDescriptor),
      extensions: buildParameters(
        ['hmac-secret', action.hmacSecret && has('hmac-secret') ? true : undefined],
        ['credProtect', (has('credProtect') ? action.credProtect : null) ?? undefined],
      ),
      options: { rk: true },
    },
    options,
  );
  const attestationObject = toBase64Url(encodeAttestationObject(made));
  return { type: 'credentialMade', attestationObject };
}

/** `up: false`: the touch at makeCredential was enough, and this signature proves credential and PIN. */
async function prove(
  action: ActionOf<'prove'>,
  { client, platform, options }: Tools,
): Promise<PageEvent> {
  const { authData, signature } = await client.getAssertion(
    {
      platform,
      rpId: action.rpId,
      clientDataHash: fromBase64Url(action.clientDataHash),
      allowList: [toDescriptor(action.credentialId)],
      options: { up: false },
    },
    options,
  );
  return {
    type: 'proved',
    authenticatorData: toBase64Url(authData),
    signature: toBase64Url(signature),
  };
}

/**
 * Only what is missing: always-UV is a toggle, and the others may have been set before a replug. The forced change of
 * the PIN comes last, in one call with the minimum, since the key gives no token after it.
 */
async function applyPolicy(
  action: ActionOf<'applyPolicy'>,
  { client, platform, options }: Tools,
): Promise<void> {
  const info = await client.getInfo(options);
  if (action.alwaysUv && !alwaysUv(info)) await client.toggleAlwaysUv({ platform }, options);
  if (
    action.enterpriseAttestation &&
    supportsEnterpriseAttestation(info) &&
    info.options.get('ep') !== true
  ) {
    await client.enableEnterpriseAttestation({ platform }, options);
  }
  const { minPinLength, minPinLengthRpIds, forcePinChange } = action;
  const isLonger = minPinLength !== null && minPinLength > info.minPinLength;
  const isForced = forcePinChange && !info.forcePinChange;
  if (!isLonger && !isForced && minPinLengthRpIds.length === 0) return;
  await client.setMinPinLength(
    {
      platform,
      newMinPinLength: isLonger ? minPinLength : undefined,
      minPinLengthRpIds: minPinLengthRpIds.length > 0 ? minPinLengthRpIds : undefined,
      forceChangePin: isForced ? true : undefined,
    },
    options,
  );
}

/** Lists what the key holds for this holder; what is to become of it is for the backend to say. */
async function find(
  { rpId, userId }: ActionOf<'findCredentials'>,
  { client, platform, options }: Tools,
): Promise<PageEvent> {
  const wanted = fromBase64Url(userId);
  const rps = await client.listCredentials({ platform, rpId }, options);
  const theirs = rps
    .flatMap(({ credentials }) => credentials)
    .filter(({ user }) => equal(user.id, wanted));
  const credentialIds = theirs.map(({ credential }) => toBase64Url(credential.id));
  return { type: 'credentialsFound', credentialIds };
}

async function remove(
  action: ActionOf<'removeCredential'>,
  { client, platform, options }: Tools,
): Promise<void> {
  try {
    await client.deleteCredential(
      { platform, credential: toDescriptor(action.credentialId) },
      options,
    );
  } catch (error) {
    // It is gone already, which is all that was wanted.
    if (error instanceof CtapError && error.code === 'no_credentials') return;
    throw error;
  }
}

function toDescriptor(credentialId: string): { type: 'public-key'; id: Uint8Array } {
  return { type: 'public-key', id: fromBase64Url(credentialId) };
}
