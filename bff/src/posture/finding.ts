import {
  FINDING_STATES,
  type FindingCode,
  type PostureFinding,
  type PostureState,
} from '#shared/api/posture.ts';
import { GraphError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';

/** Names come from the directory; what is kept and shown of one is no longer than this. */
const LONGEST_SUBJECT = 200;
/** The worse, the later. What could not be looked at is worse than what is known to need attention. */
const WORST: readonly PostureState[] = ['ok', 'attention', 'unknown', 'broken'];

/** One finding. @param until ISO 8601, any offset */
export function found(
  code: FindingCode,
  subject: string | null = null,
  until: string | null = null,
): PostureFinding {
  return {
    code,
    subject: subject === null ? null : [...subject].slice(0, LONGEST_SUBJECT).join(''),
    until: until === null ? null : new Date(until).toISOString(),
  };
}

/** What findings make of their check: the worst of them. */
export function stateOf(findings: readonly PostureFinding[]): PostureState {
  const ranks = findings.map(({ code }) => WORST.indexOf(FINDING_STATES[code]));
  return WORST[Math.max(...ranks)] ?? 'unknown';
}

/** A part of a look that Graph does not let us take without a permission. */
export class PermissionNeeded extends Error {
  readonly permission: string;

  constructor(permission: string) {
    super('a permission is missing');
    this.permission = permission;
  }
}

/** Reads something that one permission is for: a refusal means that this one is missing. */
export async function reading<T>(permission: string, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    const isRefused = error instanceof GraphError && error.code === 'graph_forbidden';
    throw isRefused ? new PermissionNeeded(permission) : error;
  }
}

/** Why a check could not be looked at. */
export function notLooked(error: unknown): PostureFinding {
  if (error instanceof PermissionNeeded) return found('permissionNeeded', error.permission);
  return found('lookFailed', failureCodeOf(error));
}
