import { Check, Minus } from 'lucide-react';
import { firmwareText } from '#shared/enrolment/firmwareText.ts';
import type { KeyAbilities, KeyObservation } from '#shared/enrolment/observation.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

interface KeyFactsProps {
  readonly observation: KeyObservation;
}

/** What was read from a key: firmware, PIN, attempts, room. */
export function KeyFacts({ observation }: KeyFactsProps) {
  const { firmwareVersion, hasPin, forcePinChange, pinRetries, remainingCredentials } = observation;
  const pin = hasPin ? (forcePinChange ? words.pinForced : words.pinSet) : words.pinNotSet;
  const facts: readonly (readonly [string, string | null])[] = [
    [words.firmware, firmwareVersion === null ? null : firmwareText(firmwareVersion)],
    [words.pin, pin],
    [words.attempts, hasPin && pinRetries !== null ? `${pinRetries}` : null],
    [words.room, remainingCredentials === null ? null : `${remainingCredentials}`],
  ];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt className="text-muted text-small">{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What a key can do, as far as an enrolment cares. */
export function KeyAbilityList({ observation }: KeyFactsProps) {
  const abilities = Object.keys(words.abilities) as (keyof KeyAbilities)[];
  return (
    <ul className="flex flex-col gap-1">
      {abilities.map((ability) => {
        const has = observation.abilities[ability];
        const Icon = has ? Check : Minus;
        return (
          <li key={ability} className={has ? 'flex gap-2' : 'flex gap-2 text-muted'}>
            <Icon
              aria-hidden
              size={16}
              className={has ? 'mt-0.5 shrink-0 text-good' : 'mt-0.5 shrink-0'}
            />
            <span>
              {words.abilities[ability]}
              <span className="sr-only">: {has ? words.yes : words.no}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
