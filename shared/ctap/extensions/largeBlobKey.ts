import type { ExtensionInput } from './extensionInput.ts';

/**
 * Input of makeCredential and getAssertion: asks for the key to the credential's large blob. The answer is no extension
 * output but a member of the response.
 * @see CTAP 2.3 §12.3
 */
export function largeBlobKeyInput(): ExtensionInput {
  return ['largeBlobKey', true];
}
