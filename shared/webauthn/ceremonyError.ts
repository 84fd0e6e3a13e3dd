import { AppError, type AppErrorOptions } from '#shared/failure/appError.ts';

/** A WebAuthn structure that breaks its specification: refused before anybody is asked to trust it. */
export class CeremonyError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('ceremony_invalid', message, options);
  }
}
