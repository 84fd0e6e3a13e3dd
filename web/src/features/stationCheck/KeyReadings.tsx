import { keyTitle } from '#web/app/tray/keyNames.ts';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { stationCheckMessages } from '#web/presentation/messages.stationCheck.ts';
import type { StationKey } from '#web/usecases/stationState.ts';

const words = stationCheckMessages.key;

/** What each key says of itself, one press away. Nothing on it names its holder. */
export function KeyReadings({ keys }: { readonly keys: readonly StationKey[] }) {
  const answered = keys.filter(({ description }) => description !== null);
  if (answered.length === 0) return null;
  return (
    <Disclosure summary={stationCheckMessages.keyDetails}>
      <ul className="flex flex-col gap-4">
        {answered.map((key) => (
          <li key={key.id} className="flex flex-col gap-2">
            <p className="font-semibold">
              <bdi>{keyTitle(key.observation?.identity ?? null, key.productName)}</bdi>
            </p>
            <KeyReading {...key} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function KeyReading({ description }: StationKey) {
  if (description === null) return null;
  const { supports, hasPin, minPinLength, versions, aaguid } = description;
  const pin = hasPin ? words.pinSet : words.pinNotSet;
  const facts: readonly (readonly [string, string])[] = [
    [words.versions, versions.join(', ')],
    [words.pin, supports.pin ? pin : words.pinUnsupported],
    [words.minPinLength, words.characters(minPinLength)],
    [words.setMinPinLength, supports.setMinPinLength ? words.yes : words.no],
    [words.aaguid, aaguid],
  ];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-muted text-small">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
