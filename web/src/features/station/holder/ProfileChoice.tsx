import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { profileMeaning } from '#web/presentation/profileMeaning.ts';
import { profileName } from '#web/presentation/profileName.ts';

interface ProfileChoiceProps {
  readonly profiles: readonly EnrolmentProfile[];
  readonly chosen: EnrolmentProfile;
  readonly onChoose: (profileId: string) => void;
}

/** The profiles as radio buttons; what the chosen one does to a key is spelled out beneath it. */
export function ProfileChoice({ profiles, chosen, onChoose }: ProfileChoiceProps) {
  return (
    <div
      role="radiogroup"
      aria-labelledby="how"
      className="overflow-hidden rounded-md border border-line bg-surface shadow-card"
    >
      {profiles.map((profile) => {
        const isChosen = profile.id === chosen.id;
        return (
          <div
            key={profile.id}
            className="border-line border-t first:border-t-0 has-checked:bg-accent-soft"
          >
            <label className="flex min-h-11 items-center gap-3 px-4 hover:bg-hover">
              <input
                type="radio"
                name="profile"
                checked={isChosen}
                aria-describedby={isChosen ? `profile-${profile.id}` : undefined}
                onChange={() => onChoose(profile.id)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="font-semibold">{profileName(profile)}</span>
            </label>
            {isChosen && (
              <div id={`profile-${profile.id}`} className="flex flex-col gap-1 pr-4 pb-3 pl-11">
                {profileMeaning(profile).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
