import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Person } from '../directory/person.ts';
import type { TenantContext, TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import {
  type AuthorizeRequest,
  parseAuthorizeRequest,
  parseReplyTarget,
  type ReplyTarget,
} from './authorizeRequest.ts';
import { PAGE_SECURITY } from './pageStyle.ts';
import { refusalPage, signInPage, verificationPage } from './pages.ts';
import { redeemPass } from './passSignIn.ts';
import { SignInRefusal } from './signInRefusal.ts';
import { isOver, missingContexts, type Session } from './signInStore.ts';
import { clientInfo } from './userTokens.ts';

/** Entra's name for its session cookie. Lax is enough: every localhost port is the same site. */
export const SESSION_COOKIE = 'ESTSAUTH';

/** Who somebody has proven to be, and until when (ms) that carries them; null: as long as any session. */
export interface Proven {
  readonly person: Person;
  readonly endsAt: number | null;
}

/** An HTML answer that nothing may frame or keep. */
export function page(
  c: TenantContext,
  html: string,
  status: 200 | 400 = 200,
  security = PAGE_SECURITY,
): Response {
  c.header('Content-Security-Policy', security);
  c.header('X-Frame-Options', 'DENY');
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  return c.html(html, status);
}

function reply(c: TenantContext, target: ReplyTarget, values: Record<string, string>): Response {
  const answer = new URLSearchParams(values);
  if (target.state !== undefined) answer.set('state', target.state);
  const url = new URL(target.redirectUri);
  if (target.responseMode === 'fragment') url.hash = answer.toString();
  else for (const [name, value] of answer) url.searchParams.set(name, value);
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  return c.redirect(url.toString(), c.req.method === 'POST' ? 303 : 302);
}

function replyRefusal(c: TenantContext, target: ReplyTarget, refusal: SignInRefusal): Response {
  return reply(c, target, {
    error: refusal.error,
    error_description: refusal.description,
    ...(refusal.suberror ? { suberror: refusal.suberror } : {}),
  });
}

/** Goes on after somebody is known: extra verification if needed, else a code. */
function proceed(
  c: TenantContext,
  request: AuthorizeRequest,
  session: Session,
  person: Person,
): Response {
  const { world } = c.var;
  const missing = missingContexts(world, session, request.essentialAcrs);
  if (missing.length > 0) {
    if (request.prompt === 'none') {
      return replyRefusal(
        c,
        request,
        new SignInRefusal(
          'interaction_required',
          50076,
          'Due to a configuration change made by your administrator, you must use multi-factor authentication to access the resource.',
          { suberror: 'basic_action' },
        ),
      );
    }
    return page(c, verificationPage(world, world.signIn.park(request), person, missing));
  }
  const code = world.signIn.issueCode(
    {
      session,
      clientId: request.clientId,
      scopes: request.scopes,
      nonce: request.nonce,
      capabilities: request.capabilities,
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
    },
    world.now(),
  );
  return reply(c, request, {
    code,
    client_info: clientInfo(world, person),
    session_state: session.sid,
  });
}

function sessionPerson(c: TenantContext): { session: Session; person: Person } | undefined {
  const { world } = c.var;
  const session = world.signIn.session(getCookie(c, SESSION_COOKIE));
  const person = session && world.directory.findPerson(session.personId);
  if (!session || isOver(world, session)) return undefined;
  return person?.accountEnabled ? { session, person } : undefined;
}

function authorize(c: TenantContext): Response {
  const { world } = c.var;
  const query = new URL(c.req.url).searchParams;
  let target: ReplyTarget;
  try {
    target = parseReplyTarget(world, query);
  } catch (cause) {
    if (cause instanceof SignInRefusal) return page(c, refusalPage(world, cause), 400);
    throw cause;
  }
  let request: AuthorizeRequest;
  try {
    request = parseAuthorizeRequest(world, query, target);
  } catch (cause) {
    if (cause instanceof SignInRefusal) return replyRefusal(c, target, cause);
    throw cause;
  }
  const known = sessionPerson(c);
  const isHinted =
    request.loginHint === undefined ||
    known?.person.userPrincipalName.toLowerCase() === request.loginHint;
  const maySkipPage = request.prompt === undefined || request.prompt === 'none';
  if (known && isHinted && maySkipPage) return proceed(c, request, known.session, known.person);
  if (request.prompt === 'none') {
    return replyRefusal(
      c,
      request,
      new SignInRefusal(
        'login_required',
        50058,
        'A silent sign-in request was sent but no user is signed in.',
      ),
    );
  }
  return page(c, signInPage(world, world.signIn.park(request), request.loginHint));
}

/** The sign-in that a page belongs to. */
export function findParked(world: World, id: string): AuthorizeRequest {
  const request = world.signIn.parked(id);
  if (!request) {
    throw new SignInRefusal(
      'invalid_request',
      165000,
      'This sign-in has ended. Start again from the application.',
    );
  }
  return request;
}

async function takeParked(
  c: TenantContext,
): Promise<{ request: AuthorizeRequest; form: URLSearchParams }> {
  const form = new URLSearchParams(await c.req.text());
  return { request: findParked(c.var.world, form.get('request') ?? ''), form };
}

const DECLINED = new SignInRefusal('access_denied', 65004, 'User declined to sign in.');

async function signIn(c: TenantContext): Promise<Response> {
  const { world } = c.var;
  const { request, form } = await takeParked(c);
  if (form.get('person') === 'cancel') return replyRefusal(c, request, DECLINED);
  const person = world.directory.findPerson(form.get('person') ?? '');
  if (!person)
    throw new SignInRefusal(
      'invalid_request',
      50034,
      'The user account does not exist in the directory.',
    );
  if (!person.accountEnabled) {
    throw new SignInRefusal('invalid_grant', 50057, 'The user account is disabled.');
  }
  world.signIn.unpark(form.get('request') ?? '');
  const known = sessionPerson(c);
  const isSame = known?.person === person && request.prompt !== 'login';
  const session = isSame ? known.session : world.signIn.openSession(person.id, world.now());
  setCookie(c, SESSION_COOKIE, session.id, { httpOnly: true, sameSite: 'Lax', path: '/' });
  return proceed(c, request, session, person);
}

/**
 * The end of a sign-in by what is strong enough for every context, as an authentication strength with passkeys and passes has
 * it. Who is refused gets the sign-in page again, with the reason.
 */
export async function signInStrongly(
  c: TenantContext,
  redeem: (form: URLSearchParams, waitingId: string) => Proven,
): Promise<Response> {
  const { world } = c.var;
  const { request, form } = await takeParked(c);
  const waitingId = form.get('request') ?? '';
  try {
    const { person, endsAt } = redeem(form, waitingId);
    world.signIn.unpark(waitingId);
    const session = world.signIn.openSession(person.id, world.now(), { endsAt, isStrong: true });
    setCookie(c, SESSION_COOKIE, session.id, { httpOnly: true, sameSite: 'Lax', path: '/' });
    return proceed(c, request, session, person);
  } catch (cause) {
    if (!(cause instanceof SignInRefusal)) throw cause;
    return page(c, signInPage(world, waitingId, request.loginHint, cause), 400);
  }
}

function signInWithPass(c: TenantContext): Promise<Response> {
  return signInStrongly(c, (form) =>
    redeemPass(c.var.world, form.get('userName') ?? '', form.get('pass') ?? ''),
  );
}

async function verify(c: TenantContext): Promise<Response> {
  const { request, form } = await takeParked(c);
  const known = sessionPerson(c);
  if (!known || form.get('answer') !== 'verify') return replyRefusal(c, request, DECLINED);
  const { world } = c.var;
  world.signIn.unpark(form.get('request') ?? '');
  for (const acr of request.essentialAcrs) known.session.verified.set(acr, world.now());
  known.session.authTime = Math.floor(world.now() / 1000);
  return proceed(c, request, known.session, known.person);
}

/** `/{tid}/oauth2/v2.0/authorize` and the forms its pages send, but for the one about passkeys. */
export function authorizeRoutes(): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get('/oauth2/v2.0/authorize', (c) => authorize(c))
    .post('/signin', (c) => signIn(c))
    .post('/pass', (c) => signInWithPass(c))
    .post('/verify', (c) => verify(c));
}
