import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { BatchAssignment } from '#shared/api/batches.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useFreshProfiles, useProfiles } from '#web/app/profiles/useProfiles.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { SelectField } from '#web/components/SelectField.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { locale } from '#web/presentation/language.ts';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { profileDescription, profileName } from '#web/presentation/profileName.ts';
import { type LeftOutPerson, leftOutOfBatch } from '#web/usecases/batch/leftOutOfBatch.ts';
import { type BatchMaking, makeBatch, NOTHING_MADE } from '#web/usecases/batch/makeBatch.ts';
import type { ChosenPerson } from '#web/usecases/people/peopleChoice.ts';
import { PLAIN_CHALLENGE_MINUTES } from './batchState.ts';
import { ChallengeField } from './ChallengeField.tsx';
import { MadeWithout } from './MadeWithout.tsx';

interface SettingsStepProps {
  /** Everybody who is to get a key, in list order; asked for once the button is pressed. */
  readonly members: () => readonly ChosenPerson[];
  readonly memberCount: number;
  /** How many of them have a key of their own. */
  readonly serialCount: number;
  readonly onMade: () => void;
}

const ASSIGNMENTS = ['next', 'serials', 'pick'] as const;
const MOST_CHARACTERS = 100;
const today = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

/** How the people of the list get their keys; then the batch is made. */
export function SettingsStep({ members, memberCount, serialCount, onMade }: SettingsStepProps) {
  const { batches } = useServices();
  const navigate = useNavigate();
  const profiles = useProfiles();
  const [name, setName] = useState(() => words.nameOfToday(today.format(new Date())));
  const [profileId, setProfileId] = useState<string | null>(null);
  const [chosen, setAssignment] = useState<BatchAssignment | null>(null);
  const [resetsConfirmed, setResetsConfirmed] = useState(false);
  const [challengeMinutes, setChallengeMinutes] = useState(PLAIN_CHALLENGE_MINUTES);
  const [leftOut, setLeftOut] = useState<readonly LeftOutPerson[]>([]);
  const made = useRef<BatchMaking>(NOTHING_MADE);
  const [told, setTold] = useState(0);
  const all = profiles.data ?? [];
  const profile = all.find(({ id }) => id === profileId) ?? all[0] ?? null;
  const assignment = chosen ?? (serialCount > 0 ? 'serials' : 'next');
  const keyless = assignment === 'serials' ? memberCount - serialCount : 0;
  const isErasing = profile !== null && profile.reset !== 'never';

  const goTo = (batchId: string) => {
    onMade();
    return navigate({ to: '/batch/$batchId', params: { batchId } });
  };

  const make = useMutation({
    mutationFn: (body: EnrolmentProfile) =>
      makeBatch(
        batches,
        {
          name: name.trim(),
          profileId: body.id,
          profileVersion: body.version,
          assignment,
          resetsConfirmed: isErasing && resetsConfirmed,
          challengeMinutes,
        },
        members(),
        made.current,
        (making) => {
          made.current = making;
          setTold(making.told);
        },
      ),
    onError: useFreshProfiles(),
    onSuccess: (making) => {
      const people = leftOutOfBatch(making, members());
      setLeftOut(people);
      return people.length === 0 ? goTo(making.batchId) : undefined;
    },
  });

  return (
    <section aria-labelledby="batch-settings" className="flex max-w-xl flex-col gap-4">
      <h2 id="batch-settings" className="font-semibold text-title">
        {words.settings}
      </h2>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (profile !== null && !make.isPending) make.mutate(profile);
        }}
      >
        <TextField
          label={words.name}
          help={words.nameHelp}
          required
          maxLength={MOST_CHARACTERS}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <QueryFailure of={profiles} />
        {profile !== null && (
          <div className="flex flex-col gap-1">
            <SelectField
              label={words.profile}
              options={all.map((one) => ({ value: one.id, label: profileName(one) }))}
              value={profile.id}
              onChange={(event) => setProfileId(event.currentTarget.value)}
            />
            <p className="text-muted text-small">{profileDescription(profile)}</p>
          </div>
        )}
        <fieldset className="flex flex-col gap-1">
          <legend className="font-semibold">{words.whichKey}</legend>
          {ASSIGNMENTS.map((one) => (
            <label key={one} className="flex min-h-10 items-center gap-3">
              <input
                type="radio"
                name="assignment"
                checked={assignment === one}
                onChange={() => setAssignment(one)}
                className="size-4 shrink-0 accent-accent"
              />
              {words.assignment[one]}
            </label>
          ))}
          {keyless > 0 && (
            <p role="alert" className="text-bad">
              {words.noSerial(keyless)}
            </p>
          )}
        </fieldset>
        {isErasing && (
          <CheckField
            label={words.resetsConfirmed}
            help={words.resetsConfirmedHelp}
            checked={resetsConfirmed}
            onChange={setResetsConfirmed}
          />
        )}
        <ChallengeField minutes={challengeMinutes} onChange={setChallengeMinutes} />
        {make.isError && (
          <div role="alert">
            <FailureNotice code={failureCodeOf(make.error)} />
          </div>
        )}
        {make.isSuccess && leftOut.length > 0 ? (
          <div role="alert">
            <MadeWithout people={leftOut} onGo={() => void goTo(make.data.batchId)} />
          </div>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              type="submit"
              look="primary"
              disabled={memberCount === 0 || keyless > 0 || profile === null || name.trim() === ''}
              busy={make.isPending}
            >
              {words.make(memberCount)}
            </Button>
            <p role="status" className="text-muted">
              {make.isPending && memberCount > 0 ? words.making(told, memberCount) : ''}
            </p>
          </div>
        )}
      </form>
    </section>
  );
}
