import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { profileMeaning } from './profileMeaning.ts';

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
          <label
            key={profile.id}
            className="flex min-h-11 gap-3 border-line border-t px-4 py-2.5 first:border-t-0 has-checked:bg-accent-soft hover:bg-hover"
          >
            <input
              type="radio"
              name="profile"
              checked={isChosen}
              aria-describedby={isChosen ? `profile-${profile.id}` : undefined}
              onChange={() => onChoose(profile.id)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="font-semibold">{profile.name}</span>
              {isChosen && (
                <span id={`profile-${profile.id}`} className="mt-1 flex flex-col gap-1">
                  {profileMeaning(profile).map((sentence) => (
                    <span key={sentence}>{sentence}</span>
                  ))}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
