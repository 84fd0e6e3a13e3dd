import type { ProfileVersion } from '#shared/api/profiles.ts';
import { useMe } from '#web/app/providers/services.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';

/** Who wrote a version. */
export function WhoChanged({ by }: { readonly by: ProfileVersion['changedBy'] }) {
  const me = useMe();
  if (by === null) return words.byNobody;
  if (by.id.toLowerCase() === me.id.toLowerCase()) return words.byYou;
  return <bdi>{words.by(by.displayName ?? words.unnamed)}</bdi>;
}
