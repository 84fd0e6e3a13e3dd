import { AppError } from './appError.ts';
import type { FailureCode } from './codes.ts';

/** The code of whatever was thrown: its own for a failure that we know, `internal` for everything else. */
export function failureCodeOf(error: unknown): FailureCode {
  return error instanceof AppError ? error.code : 'internal';
}
