import { z } from 'zod';
import { AppError, type GraphError } from '#shared/failure/appError.ts';
import { createPasskeyRequest, deletePasskeyRequest, personRequest } from './graphRequest.ts';
import { USER } from './testGraph.ts';

/** A read, a creation and a removal, each with its call as the script of a test names it. */
export const PERSON = personRequest(USER);
export const GET = `GET ${PERSON.path}`;
export const POST = createPasskeyRequest('v1.0', USER, {
  displayName: 'Key',
  publicKeyCredential: {
    id: 'x',
    response: { clientDataJSON: 'x', attestationObject: 'x' },
    clientExtensionResults: {},
  },
});
export const CREATE = `POST ${POST.path}`;
export const REMOVE = deletePasskeyRequest(USER, 'method-1');
export const DELETE = `DELETE ${REMOVE.path}`;

/** The shape of an answer that does not matter. */
export const anything = z.looseObject({});

/** The failure that a call ends with. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<AppError & Partial<GraphError>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new TypeError('the call went through');
}
