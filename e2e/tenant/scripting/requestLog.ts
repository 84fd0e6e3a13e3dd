/** One request the tenant saw. */
export interface LoggedRequest {
  readonly sequence: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Graph's query only; sign-in queries carry codes and are left out. */
  readonly query: string;
  /** Which side of the tenant it was for. */
  readonly side: 'graph' | 'signIn';
  readonly isBatchItem: boolean;
  /** 0 until answered, and for a connection that was cut. */
  status: number;
  /** What changed, e.g. `passkey.created`; undefined when nothing did. */
  effect: string | undefined;
  /** Id of the fault rule that fired. */
  fault: string | undefined;
}

/** Everything the tenant was asked, for checks of history and counts. */
export class RequestLog {
  readonly requests: LoggedRequest[] = [];
  readonly #byRequest = new WeakMap<Request, LoggedRequest>();

  open(request: Request, at: number, isBatchItem: boolean): LoggedRequest {
    const url = new URL(request.url);
    const isGraph = /^\/(v1\.0|beta)\//i.test(url.pathname);
    const entry: LoggedRequest = {
      sequence: this.requests.length + 1,
      at,
      method: request.method,
      path: url.pathname,
      query: isGraph ? url.search : '',
      side: isGraph ? 'graph' : 'signIn',
      isBatchItem,
      status: 0,
      effect: undefined,
      fault: undefined,
    };
    this.requests.push(entry);
    this.#byRequest.set(request, entry);
    return entry;
  }

  /** Notes what a handler changed, so that "5xx after the effect" can be told from "before". */
  effect(request: Request, effect: string): void {
    const entry = this.#byRequest.get(request);
    if (entry) entry.effect = effect;
  }

  /** How many requests had an answer of this method on a path that matches. */
  count(method: string, path: RegExp): number {
    return this.requests.filter((r) => r.method === method && path.test(r.path)).length;
  }
}
