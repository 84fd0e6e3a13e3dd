import { firmwareText } from '#shared/enrolment/firmwareText.ts';
import { keyTitle } from '#web/app/tray/keyNames.ts';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';
import { pluggedKeyMessages } from '#web/presentation/messages.pluggedKey.ts';
import type { KeyFacts, ManagedKey } from '#web/usecases/pluggedKey/pluggedKeyState.ts';

const words = pluggedKeyMessages.facts;

interface KeyCardProps {
  readonly managed: ManagedKey;
  readonly facts: KeyFacts;
}

/** What the key is and what it tells without its PIN. */
export function KeyCard({ managed: { identity, productName }, facts }: KeyCardProps) {
  const title = keyTitle(identity, productName);
  const hasAPin = facts.pin === 'set';
  const lines: readonly (readonly [string, string | null])[] = [
    [words.serial, identity.serial ?? words.noSerial],
    [words.firmware, facts.firmwareVersion === null ? null : firmwareText(facts.firmwareVersion)],
    [words.pin, pinWords(facts)],
    [words.attempts, hasAPin && facts.pinRetries !== null ? `${facts.pinRetries}` : null],
    [words.minLength, facts.pin === 'impossible' ? null : words.characters(facts.minPinLength)],
    [words.room, facts.room === null ? null : words.roomCount(facts.room)],
    [words.model, identity.aaguid],
  ];
  return (
    <section
      aria-label={words.title}
      className="flex flex-wrap gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
    >
      {/* The sensor is what tells such a key from others, whatever it is called. */}
      <KeySilhouette productName={facts.hasSensor ? `${title} bio` : title} size={72} />
      <div className="min-w-56 flex-1">
        <h2 className="font-semibold text-title">
          <bdi>{title}</bdi>
        </h2>
        <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
          {lines.map(
            ([name, value]) =>
              value !== null && (
                <div key={name} className="min-w-0">
                  <dt className="text-muted text-small">{name}</dt>
                  <dd className="break-words">{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
    </section>
  );
}

function pinWords({ pin, mustChangePin }: KeyFacts): string {
  if (pin === 'impossible') return words.pinImpossible;
  if (pin === 'none') return words.pinNone;
  return mustChangePin ? words.pinMustChange : words.pinSet;
}
