import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { PROFILE_MEMBERS, valueWords } from '#web/app/profiles/profileWords.ts';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';

/** Every member of a profile with what it is set to. */
export function ProfileSettings({ content }: { readonly content: ProfileContent }) {
  return (
    <ul className="flex flex-col">
      {PROFILE_MEMBERS.map((member) => (
        <li
          key={member}
          className="grid grid-cols-1 gap-x-6 border-line border-t py-1 wide:grid-cols-2"
        >
          <span className="text-muted">{profileFieldMessages.fields[member].label}</span>
          <bdi className="break-words">{valueWords(content, member)}</bdi>
        </li>
      ))}
    </ul>
  );
}
