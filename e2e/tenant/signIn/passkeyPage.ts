import { createHash } from 'node:crypto';
import type { World } from '../world.ts';
import { PAGE_SECURITY } from './pageStyle.ts';
import { escapeHtml, layout } from './pages.ts';

/** What an assertion consists of, by the names that WebAuthn and the form have for it. */
const ASSERTION_FIELDS = [
  'clientDataJSON',
  'authenticatorData',
  'signature',
  'userHandle',
] as const;

/** The page's only script: asks the browser for a passkey, and sends on what it answers. */
const SCRIPT = `
const form = document.querySelector('form');
const again = document.querySelector('#again');
const said = document.querySelector('[role=status]');
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer ?? []))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
async function ask() {
  again.hidden = true;
  said.textContent = 'Follow what your browser says: plug your security key in, type its PIN, touch it.';
  try {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        challenge: bytes(form.dataset.challenge),
        rpId: form.dataset.rpId,
        allowCredentials: [],
        userVerification: 'required',
        timeout: 60000,
      },
    });
    form.elements.credentialId.value = text(rawId);
    for (const name of ${JSON.stringify(ASSERTION_FIELDS)}) form.elements[name].value = text(response[name]);
    form.submit();
  } catch (error) {
    said.textContent = 'Your browser got no answer from a key (' + error.name + ').';
    again.hidden = false;
  }
}
again.addEventListener('click', ask);
ask();
`;

/** The sign-in pages' policy, with that one script. */
export const PASSKEY_PAGE_SECURITY = `${PAGE_SECURITY}; script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`;

/** The page at the address that passkeys are for. Its form goes to the tenant's own address, where the session is. */
export function passkeyPage(world: World, waitingId: string, challenge: string): string {
  const { rpId, tenantId } = world.settings;
  const inputs = ['credentialId', ...ASSERTION_FIELDS].map(
    (name) => `<input type="hidden" name="${name}">`,
  );
  return layout(
    world,
    'Sign in with a passkey',
    `<h1>Sign in with a passkey</h1>
<p role="status"></p>
<form method="post" action="${world.carried.origin}/${tenantId}/fido/login" data-rp-id="${escapeHtml(rpId)}" data-challenge="${challenge}">
<input type="hidden" name="request" value="${escapeHtml(waitingId)}">
${inputs.join('\n')}
</form>
<button class="plain" id="again" type="button" hidden>Try again</button>
<script>${SCRIPT}</script>`,
  );
}
