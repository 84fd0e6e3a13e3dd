import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { PROFILE_MEMBERS, valueWords } from '#web/app/profiles/profileWords.ts';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileMeaning } from '#web/presentation/profileMeaning.ts';
import { PermanenceMark } from './PermanenceMark.tsx';
import { permanenceOf } from './permanence.ts';

const SETTINGS = PROFILE_MEMBERS.filter((member) => member !== 'name' && member !== 'description');

/** A profile to read: what happens to a key, then each setting with what it does. */
export function ProfileView({ content }: { readonly content: ProfileContent }) {
  return (
    <>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-title">{words.whatHappens}</h2>
        <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
          {profileMeaning(content).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold text-title">{words.settings}</h2>
        <dl className="rounded-md border border-line bg-surface px-4 shadow-card">
          {SETTINGS.map((member) => (
            <Setting key={member} content={content} member={member} />
          ))}
        </dl>
      </section>
    </>
  );
}

interface SettingProps {
  readonly content: ProfileContent;
  readonly member: keyof ProfileContent;
}

function Setting({ content, member }: SettingProps) {
  const { label, meaning } = profileFieldMessages.fields[member];
  const permanence = permanenceOf(content, member);
  return (
    <div className="grid grid-cols-1 gap-x-6 gap-y-1 border-line border-t py-3 first:border-t-0 wide:grid-cols-[14rem_16rem_1fr]">
      <dt className="font-semibold">{label}</dt>
      <dd className="flex min-w-0 flex-col gap-2">
        <bdi>{valueWords(content, member)}</bdi>
        {permanence !== null && <PermanenceMark permanence={permanence} />}
      </dd>
      <dd className="text-muted">{meaning}</dd>
    </div>
  );
}
