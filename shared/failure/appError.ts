import type { FailureCode } from './codes.ts';

/** What an {@link AppError} may carry beside its code: the error behind it, never a secret. */
export interface AppErrorOptions {
  readonly cause?: unknown;
}

/**
 * Base of everything Keywright throws. Callers switch on `code`, never on the text; `message` is for developers and
 * never holds a PIN, a token or input from outside.
 */
export class AppError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: AppErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The wire to the key broke or is closed: `hid_unsupported hid_blocked device_not_chosen device_removed device_timeout device_busy cancelled`. */
export class TransportError extends AppError {}

/** A CTAPHID_ERROR frame or a frame that breaks the protocol (`ctaphid_error`, `ctaphid_protocol`). */
export class CtapHidError extends AppError {
  /** The error byte of CTAPHID_ERROR (CTAP 2.3 §11.2.9.1.6), when the key sent one. */
  readonly hidStatus: number | undefined;

  constructor(
    code: FailureCode,
    message: string,
    options?: AppErrorOptions & { hidStatus?: number },
  ) {
    super(code, message, options);
    this.hidStatus = options?.hidStatus;
  }
}

/** Where a CTAP2 status code came from. The number is authoritative; vendor values are kept as they are. */
export interface CtapErrorDetail extends AppErrorOptions {
  readonly command: number;
  readonly subCommand?: number | undefined;
  readonly status: number;
  /** Attempts left for the PIN, when the failure made us ask. */
  readonly pinRetries?: number | undefined;
}

/** A key answered a CTAP2 command with a status other than CTAP2_OK. */
export class CtapError extends AppError {
  readonly command: number;
  readonly subCommand: number | undefined;
  readonly status: number;
  readonly pinRetries: number | undefined;

  constructor(code: FailureCode, message: string, detail: CtapErrorDetail) {
    super(code, message, detail);
    this.command = detail.command;
    this.subCommand = detail.subCommand;
    this.status = detail.status;
    this.pinRetries = detail.pinRetries;
  }
}

/** CBOR that is not canonical CTAP2 CBOR, or of another shape than asked for. */
export class CborError extends AppError {
  constructor(message: string, options?: AppErrorOptions) {
    super('cbor_invalid', message, options);
  }
}

/** What is known of a refused or lost Graph call. */
export interface GraphErrorDetail extends AppErrorOptions {
  readonly httpStatus?: number | undefined;
  /** Graph's `error.code`. */
  readonly graphCode?: string | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** What Graph wants of the person's sign-in, as JSON. */
  readonly claims?: string | undefined;
}

/** A Graph call was refused, failed, or ended with its outcome unknown (`graph_outcome_unknown`). */
export class GraphError extends AppError {
  readonly httpStatus: number | undefined;
  readonly graphCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly claims: string | undefined;

  constructor(code: FailureCode, message: string, detail: GraphErrorDetail = {}) {
    super(code, message, detail);
    this.httpStatus = detail.httpStatus;
    this.graphCode = detail.graphCode;
    this.requestId = detail.requestId;
    this.retryAfterSeconds = detail.retryAfterSeconds;
    this.claims = detail.claims;
  }
}
