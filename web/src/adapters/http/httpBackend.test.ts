import { describe, expect, it } from 'vitest';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { TokenRequest } from '#web/usecases/ports.ts';
import { createHttpBackend } from './httpBackend.ts';

type Answer = Response | Error | ((init: RequestInit) => Promise<Response>);

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function problem(status: number, code: string): Response {
  return json({ type: 'about:blank', title: 'no', status, code, requestId: 'r-1' }, status);
}

/** A server that gives its answers in order; a request too many, or too few, fails the test. */
function setUp(...answers: Answer[]) {
  const requests: { method: string; url: string; init: RequestInit }[] = [];
  const tokens: (TokenRequest | undefined)[] = [];
  let timer: (() => void) | undefined;
  const backend = createHttpBackend({
    origin: 'https://api.example',
    pageSession: 'this-page',
    randomUuid: () => `call-${requests.length}`,
    async token(request) {
      tokens.push(request);
      return `token-${tokens.length}`;
    },
    timers: {
      now: () => 0,
      setTimeout(callback) {
        timer = callback;
        return () => {
          timer = undefined;
        };
      },
    },
    async fetch(input, init = {}) {
      requests.push({ method: init.method ?? 'GET', url: new Request(input).url, init });
      const answer = answers.shift();
      if (answer === undefined) throw new Error('one request too many');
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(init) : answer;
    },
  });
  return { backend, requests, tokens, fire: () => timer?.(), left: () => answers.length };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  return error instanceof AppError ? error.code : `not an AppError: ${String(error)}`;
}

const EVENT = { seq: 3, event: { type: 'pinSet' } } as const;
const lost = new TypeError('Failed to fetch');

describe('the backend over http', () => {
  it('is asked with a bearer token, without cookies, and never follows a redirect', async () => {
    const { backend, requests } = setUp(json({ people: [], truncated: false }));
    await backend.searchPeople("O'Neil & co");
    const [request] = requests;
    expect(request?.url).toBe('https://api.example/api/users?query=O%27Neil%20%26%20co');
    expect(request?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      headers: { authorization: 'Bearer token-1' },
    });
    expect(request?.init.body).toBeUndefined();
  });

  it('has one path for each call, with ids that cannot leave their place', async () => {
    const { backend, requests } = setUp(
      ...[{}, {}, { profiles: [1] }, { enrolments: [2] }, ...Array(11).fill({})].map((body) =>
        json(body),
      ),
    );
    await backend.me();
    await backend.person('../admin');
    expect(await backend.profiles()).toEqual([1]);
    expect(await backend.openEnrolments()).toEqual([2]);
    await backend.enrolment('id');
    await backend.startEnrolment({ userId: 'u', profileId: 'p' });
    await backend.reportEvent('id', EVENT);
    await backend.cancelEnrolment('id', { keyIsLost: false });
    await backend.pinAuth('id', { keySession: 's', encryptedToken: 't', message: 'm' });
    await backend.myKeys();
    await backend.revealPin('id');
    await backend.confirmPin('id', 'r');
    await backend.showPin('id');
    await backend.confirmHandOver('id', 'r');
    await backend.clock();
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /api/me',
      'GET /api/users/..%2Fadmin',
      'GET /api/profiles',
      'GET /api/enrolments',
      'GET /api/enrolments/id',
      'POST /api/enrolments',
      'POST /api/enrolments/id/events',
      'POST /api/enrolments/id/cancel',
      'POST /api/enrolments/id/pin-auth',
      'GET /api/me/keys',
      'POST /api/me/pins/id/reveal',
      'POST /api/me/pins/id/confirm',
      'POST /api/enrolments/id/pin',
      'POST /api/enrolments/id/pin/confirm',
      'GET /api/clock',
    ]);
    const names = requests.map(({ init }) => new Headers(init.headers).get('idempotency-key'));
    const posts = requests.flatMap(({ method }, index) => (method === 'POST' ? [index] : []));
    expect(names.flatMap((name, index) => (name === null ? [] : [index]))).toEqual(posts);
    expect(new Set(posts.map((index) => names[index])).size).toBe(posts.length);
    for (const request of requests.slice(10, 14)) {
      expect(request.init.headers).toMatchObject({ 'keywright-session': 'this-page' });
    }
    expect(requests[11]?.init.body).toBe('{"reservationId":"r"}');
    expect(requests[6]?.init.body).toBe(JSON.stringify(EVENT));
  });

  it('reads and writes profiles, each change on top of the version that was changed', async () => {
    const { backend, requests } = setUp(
      ...[{ profiles: [1] }, {}, {}, {}, {}].map((body) => json(body)),
    );
    const content: ProfileContent = {
      name: 'n',
      description: '',
      reset: 'never',
      pin: { source: 'existing' },
      minPinLength: null,
      minPinLengthRpIds: [],
      forcePinChange: false,
      alwaysUv: false,
      enterpriseAttestation: false,
      requireTrustedAttestation: false,
      allowedAaguids: [],
      displayNameTemplate: '{model}',
      oldKeys: 'keep',
    };
    expect(await backend.allProfiles()).toEqual([1]);
    await backend.profile('../me');
    await backend.createProfile(content);
    await backend.editProfile('id', 3, content);
    await backend.retireProfile('id', 4);
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /api/profiles/all',
      'GET /api/profiles/..%2Fme',
      'POST /api/profiles',
      'POST /api/profiles/id/versions',
      'POST /api/profiles/id/retire',
    ]);
    expect(requests.map(({ init }) => init.body)).toEqual([
      undefined,
      undefined,
      JSON.stringify({ profile: content }),
      JSON.stringify({ basedOn: 3, profile: content }),
      JSON.stringify({ basedOn: 4 }),
    ]);
  });

  it('gives a letter as a file, with the name and the reservation of its answer', async () => {
    const pdf = (headers: Record<string, string>) =>
      new Response('%PDF-', { headers: { 'content-type': 'application/pdf', ...headers } });
    const { backend } = setUp(
      pdf({
        'content-disposition': 'attachment; filename="pin-letter-0a1b2c3d.pdf"',
        'keywright-reservation': 'r-1',
      }),
      pdf({ 'content-disposition': 'attachment; filename="../../evil.exe"' }),
      problem(409, 'pin_already_revealed'),
    );
    const letter = await backend.printLetter('id');
    expect(letter).toMatchObject({ fileName: 'pin-letter-0a1b2c3d.pdf', reservationId: 'r-1' });
    expect(await letter.file.text()).toBe('%PDF-');
    expect((await backend.printLetter('id')).fileName).toBe('pin-letter.pdf');
    expect(await codeOf(backend.printLetter('id'))).toBe('pin_already_revealed');
  });

  it('is asked once more for what it did not answer, where asking changes nothing', async () => {
    const { backend, left } = setUp(lost, json({ id: 'me' }));
    expect(await backend.me()).toEqual({ id: 'me' });
    expect(left()).toBe(0);
    expect(await codeOf(setUp(lost, lost).backend.me())).toBe('backend_unreachable');
  });

  it('is told once more what it may have heard, under the same name, and answers once', async () => {
    const { backend, requests } = setUp(lost, json({ seq: 4 }));
    expect(await backend.reportEvent('id', EVENT)).toEqual({ seq: 4 });
    const [first, second] = requests.map(
      ({ init }) => new Headers(init.headers).get('idempotency-key') ?? 'none',
    );
    expect(second).toBe(first);
    expect(await codeOf(setUp(lost, lost).backend.reportEvent('id', EVENT))).toBe(
      'backend_unreachable',
    );
    const busy = setUp(lost, problem(409, 'conflict'));
    expect(await codeOf(busy.backend.reportEvent('id', EVENT))).toBe('backend_unreachable');
  });

  it('is asked once for a secret', async () => {
    const { backend, requests } = setUp(lost);
    expect(await codeOf(backend.revealPin('id'))).toBe('backend_unreachable');
    expect(requests).toHaveLength(1);
  });

  it('gives the audit page by page, and as a file under its own name', async () => {
    const disposition = 'attachment; filename="keywright-audit-2027.csv"';
    const { backend, requests } = setUp(
      json({ records: [], cursor: null, actions: [] }),
      new Response('"seq"', { headers: { 'content-disposition': disposition } }),
      new Response('{}'),
    );
    await backend.audit({ action: 'register', result: 'ok' }, '7');
    const { file, fileName } = await backend.exportAudit({}, 'csv');
    expect([await file.text(), fileName]).toEqual(['"seq"', 'keywright-audit-2027.csv']);
    expect((await backend.exportAudit({}, 'jsonl')).fileName).toBe('keywright-audit.jsonl');
    expect(requests.map(({ url }) => url.slice('https://api.example'.length))).toEqual([
      '/api/audit?action=register&result=ok&cursor=7',
      '/api/audit/export?format=csv',
      '/api/audit/export?format=jsonl',
    ]);
  });

  it('is given a new token when it refuses the old one, once, for every kind of call', async () => {
    const { backend, tokens, requests } = setUp(problem(401, 'session_expired'), json({ seq: 4 }));
    expect(await backend.reportEvent('id', EVENT)).toEqual({ seq: 4 });
    expect(tokens).toEqual([undefined, { renew: true, claims: undefined }]);
    expect(requests[1]?.init.headers).toMatchObject({ authorization: 'Bearer token-2' });
    const twice = setUp(problem(401, 'session_expired'), problem(401, 'session_missing'));
    expect(await codeOf(twice.backend.me())).toBe('session_expired');
  });

  it('hands the claims of its challenge on to the next token', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${btoa(claims)}"`;
    const { backend, tokens } = setUp(
      json({}, 401, { 'www-authenticate': challenge }),
      json({ id: 'me' }),
    );
    await backend.me();
    expect(tokens[1]).toEqual({ renew: true, claims });
  });

  it('says by its code why it refuses', async () => {
    const { backend } = setUp(problem(409, 'stale_step'));
    expect(await codeOf(backend.reportEvent('id', EVENT))).toBe('stale_step');
  });

  it.each([
    [413, 'request_too_large'],
    [429, 'rate_limited'],
    [404, 'not_found'],
    [500, 'internal'],
  ])('may be a proxy that answers %d in its own words', async (status, code) => {
    const page = () => new Response('<html>no</html>', { status });
    expect(await codeOf(setUp(page()).backend.cancelEnrolment('id', { keyIsLost: false }))).toBe(
      code,
    );
  });

  it('does not lend its words to codes it does not know', async () => {
    expect(
      await codeOf(
        setUp(problem(409, 'constructor')).backend.cancelEnrolment('id', { keyIsLost: false }),
      ),
    ).toBe('conflict');
  });

  it('is unreachable when its answer breaks off', async () => {
    const half = () => new Response('{"id":', { status: 200 });
    expect(
      await codeOf(setUp(half(), half()).backend.cancelEnrolment('id', { keyIsLost: false })),
    ).toBe('backend_unreachable');
  });

  it('is given up when the caller wants, and that is not its fault', async () => {
    const stop = new AbortController();
    const never = ({ signal }: RequestInit) =>
      new Promise<Response>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const { backend } = setUp(never);
    const asked = codeOf(backend.me({ signal: stop.signal }));
    await Promise.resolve();
    stop.abort();
    expect(await asked).toBe('cancelled');
  });

  it('is unreachable when its answer stands still half-way', async () => {
    const stalled = async ({ signal }: RequestInit) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"id":'));
            signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
          },
        }),
      );
    const { backend, fire } = setUp(stalled);
    const asked = codeOf(backend.revealPin('id'));
    await new Promise((resolve) => setImmediate(resolve));
    fire();
    expect(await asked).toBe('backend_unreachable');
  });

  it('is unreachable when it takes too long', async () => {
    const never = ({ signal }: RequestInit) =>
      new Promise<Response>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const { backend, fire } = setUp(never);
    const asked = codeOf(backend.cancelEnrolment('id', { keyIsLost: false }));
    await new Promise((resolve) => setImmediate(resolve));
    fire();
    expect(await asked).toBe('backend_unreachable');
  });
});
