import type {
  CreationOptions,
  CreationOptionsCall,
  DirectoryCall,
  RegistrationBody,
} from '#bff/graph/directory.ts';
import type { Passkey } from '#shared/api/index.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { isHoldersOwn } from './isHoldersOwn.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/** The calls that bind a key to the person of an enrolment, by whose right it may be. Failures: those of `Directory`. */
interface Registrar {
  /** Makes sure that they can be made, before the journal says that they may have been. */
  prepare(): Promise<void>;
  creationOptions(call: CreationOptionsCall): Promise<CreationOptions>;
  createPasskey(body: RegistrationBody, call: DirectoryCall): Promise<Passkey>;
}

/** Chooses it: people who were invited register by their own right where the settings say so. */
export function registrarOf(parts: EnrolmentParts, open: OpenEnrolment): Registrar {
  const { ownRegistrations: own, directory } = parts;
  const holderId = open.state.holder.id;
  if (own === undefined || !isHoldersOwn(open)) {
    return {
      prepare: () => Promise.resolve(),
      creationOptions: (call) => directory.creationOptions(holderId, call),
      createPasskey: (body, call) => directory.createPasskey(holderId, body, call),
    };
  }
  const { id, userToken } = open.actor;
  // `/me` is whoever has the token: never anybody but the person whose enrolment it is.
  if (userToken === undefined || id.toLowerCase() !== holderId) {
    throw new AppError('session_missing', 'only its holder can register this key');
  }
  // No challenge of one's own lives longer than v1.0 gives it.
  return {
    prepare: () => own.prepare(userToken),
    creationOptions: ({ challengeMinutes: _minutes, ...call }) =>
      own.creationOptions(userToken, { operator: id, ...call }),
    createPasskey: (body, call) => own.createPasskey(userToken, body, { operator: id, ...call }),
  };
}

const REGISTERS: readonly Action['kind'][] = ['issueOptions', 'register'];

/** Whether it can only go on with its holder at the page: nobody else does by the application's right what is theirs. */
export function waitsForHolder(
  parts: Pick<EnrolmentParts, 'ownRegistrations'>,
  open: Pick<OpenEnrolment, 'row' | 'state' | 'actor'>,
  { kind }: Action,
): boolean {
  if (parts.ownRegistrations === undefined || !REGISTERS.includes(kind)) return false;
  return isHoldersOwn(open) && open.actor.userToken === undefined;
}
