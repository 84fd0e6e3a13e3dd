import type { FailureCode } from '#shared/failure/codes.ts';
import type { BrowserAssertion, CreatedCredential } from '#web/usecases/ports.ts';

/** The relying party for which the extension acts, and no other. */
export const EXTENSION_RP_ID = 'login.microsoft.com';

/** What the page asks of the extension, one at a time, over a port of its own. Binary members are base64url. */
export type ExtensionRequest =
  | { readonly type: 'ping' }
  | {
      readonly type: 'create';
      /** Creation options as Graph sent them (`publicKey`), JSON. */
      readonly options: string;
      readonly timeoutMs: number;
    }
  | {
      readonly type: 'prove';
      readonly rpId: string;
      readonly credentialId: string;
      /** The extension makes the challenge of it: nobody can have it sign another one. */
      readonly nonce: string;
      readonly timeoutMs: number;
    };

/** What the extension answers. */
export type ExtensionAnswer =
  | { readonly type: 'pong'; readonly version: string }
  | ({ readonly type: 'created' } & CreatedCredential)
  | ({ readonly type: 'proved' } & BrowserAssertion)
  | { readonly type: 'failed'; readonly code: FailureCode };
