import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import { pluggedKeyMessages as words } from '#web/presentation/messages.pluggedKey.ts';
import type {
  KeptFingerprint,
  KeptPasskey,
  PasskeySite,
  PortKey,
} from '#web/usecases/pluggedKey/pluggedKeyState.ts';

/** Microsoft's sign-in for work accounts. */
const WORK_RP_ID = 'login.microsoft.com';

/** What a key is called, with what tells it from others of its model. */
export function keyTitleOf({ identity, productName }: PortKey): string {
  const title = keyTitle(identity, productName);
  return identity === null ? title : `${title} (${identityLine(identity)})`;
}

/** What a site is called. */
export function siteName({ rpId }: PasskeySite): string {
  return rpId ?? words.passkeys.unknownSite;
}

/** Whether one signs in to Entra there. */
export function isWorkSite({ rpId }: PasskeySite): boolean {
  return rpId === WORK_RP_ID;
}

/** Whether somebody signs in to Entra with it, as far as the key says. Names in Entra do not look at case. */
export function isSignInOf({ userName }: KeptPasskey, account: string): boolean {
  return userName?.toLowerCase() === account.toLowerCase();
}

/** Whose passkey it is. Keys cut names short and leave them out. */
export function passkeyName({ displayName, userName }: KeptPasskey): string {
  return displayName ?? userName ?? words.passkeys.noName;
}

/** What a finger is called: its own name, else its place in the list. */
export function fingerName(list: readonly KeptFingerprint[], id: string): string {
  const index = list.findIndex((finger) => finger.id === id);
  return list[index]?.name ?? words.fingerprints.unnamed(index < 0 ? list.length + 1 : index + 1);
}
