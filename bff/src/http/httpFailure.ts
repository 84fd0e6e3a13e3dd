import { AppError, type AppErrorOptions } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/** What a refusal of ours may add to its code. */
export interface HttpFailureDetail extends AppErrorOptions {
  /** Only where the status is not the usual one of the code. */
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** What a token would have to prove, as JSON, for the `WWW-Authenticate` of a 401. */
  readonly claims?: string;
  /** Members of the request by path, with what is wrong; never their values. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** An {@link AppError} that knows more about its HTTP answer than its code says. */
export class HttpFailure extends AppError {
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly claims: string | undefined;
  readonly errors: readonly { readonly path: string; readonly message: string }[] | undefined;

  constructor(code: FailureCode, message: string, detail: HttpFailureDetail = {}) {
    super(code, message, detail);
    this.status = detail.status;
    this.retryAfterSeconds = detail.retryAfterSeconds;
    this.claims = detail.claims;
    this.errors = detail.errors;
  }
}
