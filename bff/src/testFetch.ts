/** One expected call and its answer. */
export interface ScriptedCall {
  /** `GET https://host/path?query`, exactly. */
  readonly call: string;
  readonly answer: Response | Error | ((request: Request) => Response | Promise<Response>);
}

/** JSON with a status. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/**
 * A `fetch` that plays a script. A call that is not the next of the script fails the test, and so does a script that
 * is not played to its end: call `finish` last.
 */
export function scriptFetch(script: readonly ScriptedCall[]) {
  const requests: Request[] = [];
  const unexpected: string[] = [];
  const port: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const next = script[requests.length];
    requests.push(request);
    const made = `${request.method} ${request.url}`;
    if (next === undefined || next.call !== made) {
      unexpected.push(`${made} instead of ${next?.call ?? 'nothing'}`);
      throw new TypeError('unexpected call');
    }
    if (next.answer instanceof Error) throw next.answer;
    // An answer can be read once; a script may be written with constants.
    return next.answer instanceof Response ? next.answer.clone() : next.answer(request);
  };
  return {
    fetch: port,
    requests,
    finish(): void {
      if (unexpected.length > 0) throw new Error(`unexpected calls: ${unexpected.join('; ')}`);
      const left = script.slice(requests.length).map(({ call }) => call);
      if (left.length > 0) throw new Error(`calls not made: ${left.join('; ')}`);
    },
  };
}

/** Takes the random `client-request-id` off a URL, which the sign-in library adds, so that a script can name it. */
export function withoutRequestId(port: typeof fetch): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    url.searchParams.delete('client-request-id');
    return port(url, init);
  };
}
