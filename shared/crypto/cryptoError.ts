import { AppError, type AppErrorOptions } from '#shared/failure/appError.ts';

/** Input that a cryptographic operation must refuse: a point off the curve, a key or block of the wrong length. */
export class CryptoError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('crypto_invalid', message, options);
  }
}
