import type { Person } from '../directory/person.ts';
import type { World } from '../world.ts';
import { PAGE_STYLE } from './pageStyle.ts';
import type { SignInRefusal } from './signInRefusal.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text safe inside elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

const ROLE_WORDS: Readonly<Record<string, string>> = {
  'Keywright.Admin': 'Administrator',
  'Keywright.Operator': 'Operator',
  'Keywright.Auditor': 'Auditor',
};

function roleOf(person: Person): { words: string; off: boolean } {
  if (!person.accountEnabled) return { words: 'Disabled account', off: true };
  const roles = person.appRoles.map((role) => ROLE_WORDS[role] ?? role);
  if (roles.length > 0) return { words: roles.join(', '), off: false };
  return { words: person.userType === 'Guest' ? 'Guest' : 'Holder', off: false };
}

export function layout(world: World, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(world.settings.tenantName)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<p class="tenant"><span class="mark" aria-hidden="true"></span>${escapeHtml(world.settings.tenantName)}<span class="badge">Demo sign-in</span></p>
${body}
</main>
</body>
</html>`;
}

function personButton(person: Person): string {
  const role = roleOf(person);
  return `<li><button name="person" value="${person.id}">
<span class="who"><bdi class="name">${escapeHtml(person.displayName)}</bdi><span class="upn">${escapeHtml(person.userPrincipalName)}</span></span>
<span class="role${role.off ? ' off' : ''}">${escapeHtml(role.words)}</span>
</button></li>`;
}

function section(heading: string, people: readonly Person[]): string {
  if (people.length === 0) return '';
  return `<h2>${escapeHtml(heading)}</h2>\n<ul>${people.map(personButton).join('\n')}</ul>`;
}

/** The list of demo people, one click each. The hinted person comes first. */
export function signInPage(
  world: World,
  waitingId: string,
  loginHint: string | undefined,
  refusal?: SignInRefusal,
): string {
  const people = world.directory.demoPeople;
  const hinted = people.filter((p) => p.userPrincipalName.toLowerCase() === loginHint);
  const others = people.filter((person) => !hinted.includes(person));
  const staff = others.filter((person) => person.appRoles.length > 0);
  return layout(
    world,
    'Sign in',
    `<h1>Sign in</h1>
${refusal ? refusalWords(refusal) : ''}<p>This is an emulated tenant. Pick who you want to be; there is no password.</p>
<form method="post" action="/${world.settings.tenantId}/signin">
<input type="hidden" name="request" value="${escapeHtml(waitingId)}">
${section('Continue as', hinted)}
${section('With a role in Keywright', staff)}
${section(
  'Everybody else',
  others.filter((person) => !staff.includes(person)),
)}
<h2>Or</h2>
<button class="plain" name="person" value="cancel">Cancel</button>
</form>
${passForm(world, waitingId, loginHint)}
${passkeyLink(world, waitingId)}`,
  );
}

function refusalWords({ message, aadsts }: SignInRefusal): string {
  return `<p role="alert">${escapeHtml(message)} <code>AADSTS${String(aadsts)}</code></p>\n`;
}

/** The way in for who has a key. Its page is at the address that passkeys are for, as Entra's whole sign-in is. */
function passkeyLink({ settings }: World, waitingId: string): string {
  if (!settings.passkeySignIn) return '';
  const query = new URLSearchParams({ request: waitingId });
  const address = `https://${settings.rpId}/${settings.tenantId}/fido/get?${query.toString()}`;
  return `<h2>With a security key</h2>
<a class="plain" href="${escapeHtml(address)}">Sign in with a passkey</a>`;
}

/** The way in for who has no password and no key yet. */
function passForm(world: World, waitingId: string, loginHint: string | undefined): string {
  return `<h2>With a Temporary Access Pass</h2>
<form method="post" action="/${world.settings.tenantId}/pass">
<input type="hidden" name="request" value="${escapeHtml(waitingId)}">
<label for="userName">User name</label>
<input id="userName" name="userName" autocomplete="off" required value="${escapeHtml(loginHint ?? '')}">
<label for="pass">Access pass</label>
<input id="pass" name="pass" type="password" autocomplete="off" required>
<button class="primary">Sign in with the pass</button>
</form>`;
}

/** The extra verification a claims challenge asks for: one click. */
export function verificationPage(
  world: World,
  waitingId: string,
  person: Person,
  contexts: readonly string[],
): string {
  return layout(
    world,
    'Extra verification',
    `<h1>Extra verification</h1>
<p>What you are about to do needs a fresh proof that you are <bdi>${escapeHtml(person.displayName)}</bdi>.</p>
<form method="post" action="/${world.settings.tenantId}/verify">
<input type="hidden" name="request" value="${escapeHtml(waitingId)}">
<button class="primary" name="answer" value="verify">Verify it is me</button>
<button class="plain" name="answer" value="cancel">Cancel</button>
</form>
<p>Authentication context: <code>${escapeHtml(contexts.join(', '))}</code></p>`,
  );
}

/** A refusal that cannot be sent back to the page. */
export function refusalPage(world: World, refusal: SignInRefusal): string {
  return layout(
    world,
    'Sign-in refused',
    `<h1>Sign-in is not possible</h1>
<p role="alert">${escapeHtml(refusal.message)}</p>
<p><code>AADSTS${String(refusal.aadsts)}</code></p>`,
  );
}

/** After sign-out, when there is nowhere registered to go. */
export function signedOutPage(world: World): string {
  return layout(world, 'Signed out', '<h1>You signed out</h1>\n<p>You can close this window.</p>');
}
