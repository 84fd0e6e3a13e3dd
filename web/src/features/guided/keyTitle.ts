import type { AppearedKey } from '#shared/api/guided.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';

/** What a key is called that only Entra has seen: by its model, as far as anybody knows it. */
export function keyTitle({ aaguid, model }: AppearedKey): string {
  return keyName(aaguid, model ?? '') ?? words.unknownModel;
}
