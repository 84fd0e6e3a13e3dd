import { randomUUID } from 'node:crypto';

/** A refusal of the sign-in side, with Entra's error name and AADSTS number. */
export class SignInRefusal extends Error {
  readonly error: string;
  readonly aadsts: number;
  readonly status: number;
  readonly suberror: string | undefined;
  readonly claims: string | undefined;

  constructor(
    error: string,
    aadsts: number,
    message: string,
    more: { status?: number; suberror?: string; claims?: string } = {},
  ) {
    super(message);
    this.name = 'SignInRefusal';
    this.error = error;
    this.aadsts = aadsts;
    this.status = more.status ?? 400;
    this.suberror = more.suberror;
    this.claims = more.claims;
  }

  get description(): string {
    return `AADSTS${String(this.aadsts)}: ${this.message}`;
  }

  /** Body of the token endpoint's answer. */
  toBody(now: number): Record<string, unknown> {
    const traceId = randomUUID();
    const correlationId = randomUUID();
    const timestamp = new Date(now)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z');
    return {
      error: this.error,
      error_description: `${this.description} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [this.aadsts],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      ...(this.suberror ? { suberror: this.suberror } : {}),
      ...(this.claims ? { claims: this.claims } : {}),
    };
  }
}
