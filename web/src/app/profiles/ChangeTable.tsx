import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileChanges, valueWords } from './profileWords.ts';

interface ChangeTableProps {
  readonly caption: string;
  readonly before: ProfileContent;
  readonly after: ProfileContent;
}

const HEAD = 'border-line-strong border-b px-2 py-2 text-left font-semibold text-muted text-small';
const CELL = 'min-w-0 break-words border-line border-b px-2 py-2 align-top text-left';

/** What is different between two profiles, member by member. */
export function ChangeTable({ caption, before, after }: ChangeTableProps) {
  const members = profileChanges(before, after);
  if (members.length === 0) return <p className="text-muted">{words.same}</p>;
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={HEAD}>
            {words.setting}
          </th>
          <th scope="col" className={HEAD}>
            {words.before}
          </th>
          <th scope="col" className={HEAD}>
            {words.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member}>
            <th scope="row" className={`${CELL} font-semibold`}>
              {profileFieldMessages.fields[member].label}
            </th>
            <td className={CELL}>
              <bdi>{valueWords(before, member)}</bdi>
            </td>
            <td className={CELL}>
              <bdi>{valueWords(after, member)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
