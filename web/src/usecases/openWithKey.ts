import type { PluggedKey } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FirstKey } from './enrolKey.ts';
import type { EnrolmentBackend } from './enrolment/run.ts';
import type { KeyRing } from './keyRing.ts';
import type { KeySession } from './keySession.ts';
import { observeKey } from './observeKey.ts';
import type { BackendPort, Enrolment } from './ports.ts';
import { startEnrolment } from './startEnrolment.ts';
import type { Station } from './stationState.ts';

/** What opening an enrolment takes. */
interface OpeningParts {
  readonly backend: Pick<BackendPort, 'startEnrolment'>;
  readonly keys: KeyRing;
  /** Works on it from then on. */
  readonly begin: (enrolment: Enrolment, key?: FirstKey, by?: EnrolmentBackend) => void;
}

type Opened = Promise<{ readonly enrolment: Enrolment; readonly isTold: boolean }>;

/** Opens enrolments and works on them: what the {@link Station} does it by. */
export function createOpening({
  backend,
  keys,
  begin,
}: OpeningParts): Pick<Station, 'enrol' | 'enrolWith' | 'enrolInBrowser'> {
  function chooseKey(keyId: string | undefined): KeySession | undefined {
    const free = keys
      .keys()
      .filter(({ session, owner }) => session !== null && !session.ended && owner === null);
    const wanted = keyId === undefined ? free : free.filter(({ device }) => device.id === keyId);
    if (wanted.length > 1) {
      throw new AppError('several_keys', 'More than one key is plugged in and none was chosen');
    }
    if (keyId !== undefined && wanted.length === 0) {
      throw new AppError('device_removed', 'The chosen key is not there, or is in use');
    }
    return wanted[0]?.session ?? undefined;
  }

  /** `open` says whether it told the backend of the key: what the backend did not hear of is reported to it first. */
  async function openWith(
    session: KeySession,
    open: (key: PluggedKey) => Opened,
    by?: EnrolmentBackend,
  ): Promise<string> {
    const observed = await observeKey(session, null);
    keys.note(session, observed);
    const { plugged, peer } = observed;
    const { enrolment, isTold } = await open(plugged);
    // While the backend was asked, the key may have been pulled out or taken for another enrolment.
    const isFree = keys.free(enrolment.id).includes(session);
    const key = isTold ? { session, peer } : { session };
    begin(enrolment, isFree ? key : undefined, by);
    return enrolment.id;
  }

  return {
    async enrol({ keyId, approval, ...wanted }) {
      const options = { approval };
      if (wanted.way !== undefined && wanted.way !== 'webhid') {
        const enrolment = await startEnrolment(backend, wanted, options);
        begin(enrolment);
        return enrolment.id;
      }
      const session = chooseKey(keyId);
      if (session !== undefined) {
        return openWith(session, async (key) => {
          // A key with a PIN has a past: the backend first says what to look for on it, and whose it must not be.
          const isTold = !key.observation.hasPin;
          const body = { ...wanted, ...(isTold && { key }) };
          return { isTold, enrolment: await startEnrolment(backend, body, options) };
        });
      }
      const enrolment = await startEnrolment(backend, wanted, options);
      begin(enrolment);
      return enrolment.id;
    },

    async enrolWith(keyId, open, by) {
      const session = chooseKey(keyId);
      if (session === undefined) throw new AppError('device_removed', 'The key is not there');
      return openWith(session, async (key) => ({ isTold: true, enrolment: await open(key) }), by);
    },

    async enrolInBrowser(open, by) {
      const enrolment = await open();
      begin(enrolment, undefined, by);
      return enrolment.id;
    },
  };
}
