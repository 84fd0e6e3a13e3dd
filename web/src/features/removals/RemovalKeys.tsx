import type { KeyToRemove, RemovalDetail } from '#shared/api/removals.ts';
import { StateBadge } from '#web/components/StateBadge.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { removalMessages as words } from '#web/presentation/messages.removals.ts';

const TONES = {
  waiting: 'quiet',
  left: 'call',
  asked: 'work',
  removed: 'good',
  kept: 'bad',
} as const satisfies Record<KeyToRemove['state'], string>;

const HEAD = 'border-line-strong border-b px-2 py-2 font-semibold text-muted text-small';
const CELL = 'break-words border-line border-b px-2 py-2';

/** Each key, and what becomes or became of it. */
export function RemovalKeys({ removal }: { readonly removal: RemovalDetail }) {
  const { columns } = words;
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-left">
      <thead>
        <tr>
          {[columns.person, columns.key, columns.state].map((name) => (
            <th key={name} scope="col" className={HEAD}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {removal.keys.map((one) => (
          <tr key={one.position} className="align-top">
            <td className={CELL}>
              <bdi>{one.person.displayName}</bdi>
              <bdi className="block text-muted text-small">{one.person.userPrincipalName}</bdi>
            </td>
            <td className={CELL}>
              <bdi>{one.key.displayName}</bdi>
              <bdi className="block text-muted text-small empty:hidden">{modelOf(one)}</bdi>
              {one.isLast && one.code === null && (
                <span className="block font-semibold">{words.isLast}</span>
              )}
            </td>
            <td className={CELL}>
              <StateBadge tone={TONES[one.state]}>{stateWords(removal, one)}</StateBadge>
              <span className="block text-small empty:hidden">{whyWords(one)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function modelOf({ key: { productName, serial } }: KeyToRemove): string {
  return serial === null ? productName : words.serial(productName, serial);
}

function stateWords({ state }: RemovalDetail, key: KeyToRemove): string {
  if (key.state !== 'waiting') return words.keyStates[key.state];
  if (state === 'planned') return words.turns.planned;
  return state === 'stopped' || state === 'done' ? words.turns.over : words.turns.under;
}

function whyWords({ code }: KeyToRemove): string {
  if (code === null) return '';
  const own: Readonly<Record<string, string>> = words.codes;
  return own[code] ?? describeFailure(code).title;
}
