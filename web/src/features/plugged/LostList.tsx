import type { ReactNode } from 'react';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { KeyFacts, ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';
import { passkeyName, siteName } from './names.ts';

const words = pluggedKeyMessages.reset;

/** What goes with a reset: passkeys by site where they could be listed, sign-ins, PIN, fingerprints. */
export function LostList({ erasing: { content, facts } }: { readonly erasing: ManagedKey }) {
  const fingers = content?.fingerprints?.list.length;
  return (
    <ul className="flex list-disc flex-col gap-1 pl-5">
      <li>
        <Passkeys passkeys={content?.passkeys ?? null} facts={facts} />
      </li>
      <li>{words.lostSecondFactor}</li>
      {facts?.pin === 'set' && <li>{words.lostPin}</li>}
      {facts?.hasFingerprints && (
        <li>
          {fingers === undefined ? words.lostFingerprintsUnknown : words.lostFingerprints(fingers)}
        </li>
      )}
    </ul>
  );
}

interface PasskeysProps {
  readonly passkeys: NonNullable<ManagedKey['content']>['passkeys'];
  readonly facts: KeyFacts | null;
}

function Passkeys({ passkeys, facts }: PasskeysProps): ReactNode {
  if (passkeys === null) {
    const canBeListed = facts?.canListPasskeys === true && facts.pin === 'set';
    return canBeListed && facts.pinRetries !== 0 ? words.lostUnknown : words.lostUnlisted;
  }
  const { sites } = passkeys;
  const count = sites.reduce((sum, site) => sum + site.passkeys.length, 0);
  if (count === 0) return words.lostNoPasskeys;
  return (
    <>
      {words.lostPasskeys(count, sites.length)}
      <ul className="list-[circle] pl-5">
        {sites.map((site) => (
          <li key={site.id} className="break-words">
            <bdi>{siteName(site)}</bdi> ({site.passkeys.map(passkeyName).join(', ')})
          </li>
        ))}
      </ul>
    </>
  );
}
