import { KeyRound } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import type { GuidedProfile } from '#shared/api/guided.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { modelNamesOf } from '#shared/webauthn/keyModels.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import { profileDescription, profileName } from '#web/presentation/profileName.ts';

interface BeginFormProps {
  readonly profiles: readonly GuidedProfile[];
  /** What is chosen at first, where it is among them. */
  readonly wish?: string | undefined;
  readonly label: string;
  /** Nothing has been begun: it is the one thing to do here. */
  readonly isFirst?: boolean;
  readonly isBusy: boolean;
  readonly failure: FailureCode | null;
  /** The way on where it needs another person's approval; null for what people do about themselves. */
  readonly approval?: Pick<ComponentProps<typeof FailureOrApproval>, 'ask' | 'onGoOn'> | null;
  readonly onBegin: (profileId: string) => void;
}

const NO_APPROVAL = { ask: null, onGoOn: () => undefined };

/** Begins to watch. Where several profiles accept this way, a person says which key it is. */
export function BeginForm(props: BeginFormProps) {
  const { profiles, wish, label, isFirst = true, isBusy, failure, approval, onBegin } = props;
  const [choice, setChoice] = useState(wish);
  const profile = profiles.find(({ id }) => id === choice) ?? profiles[0];
  if (profile === undefined) {
    return (
      <EmptyState icon={<KeyRound aria-hidden size={32} />} title={words.noProfiles}>
        <p>{words.noProfilesText}</p>
      </EmptyState>
    );
  }
  const models = modelNamesOf(profile.allowedAaguids);
  return (
    <div className="flex flex-col items-start gap-4">
      {profiles.length > 1 && (
        <RadioGroup
          label={words.how}
          value={profile.id}
          options={profiles.map((one) => ({
            value: one.id,
            label: profileName(one),
            hint: profileDescription(one),
          }))}
          onChange={setChoice}
        />
      )}
      {isFirst && models.length > 0 && <p>{words.models(models)}</p>}
      {failure !== null && (
        <div role="alert">
          <FailureOrApproval code={failure} {...(approval ?? NO_APPROVAL)} />
        </div>
      )}
      <Button
        look={isFirst ? 'primary' : 'secondary'}
        className="min-h-11"
        busy={isBusy}
        onClick={() => onBegin(profile.id)}
      >
        {label}
      </Button>
    </div>
  );
}
