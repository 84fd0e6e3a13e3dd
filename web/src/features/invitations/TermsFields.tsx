import type { CheckedInvitations } from '#shared/api/invitations.ts';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { SelectField } from '#web/components/SelectField.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { profileDescription, profileName } from '#web/presentation/profileName.ts';
import { PassTimesFields } from './PassTimesFields.tsx';
import type { InviteTerms } from './useInviteTerms.ts';

const DAYS = [1, 3, 7, 14, 30, 90];
const MOST_MESSAGE = 500;

interface TermsFieldsProps {
  readonly form: InviteTerms;
  /** One person without a serial of the list: theirs can be typed here. */
  readonly asksForSerial: boolean;
  readonly checked: CheckedInvitations | undefined;
}

/** How the key is set up, which one it has to be, and for how long everything is good. */
export function TermsFields({ form, asksForSerial, checked }: TermsFieldsProps) {
  const { known, profile, profiles } = form;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <QueryFailure of={known} />
      {profile !== null && (
        <div className="flex flex-col gap-1">
          <SelectField
            label={words.profile}
            options={profiles.map((one) => ({ value: one.id, label: profileName(one) }))}
            value={profile.id}
            onChange={(event) => form.setProfileId(event.currentTarget.value)}
          />
          <p className="text-muted text-small">{profileDescription(profile)}</p>
        </div>
      )}
      <div className="grid gap-4 wide:grid-cols-2">
        {asksForSerial && (
          <TextField
            label={words.serialLabel}
            help={words.serialHelp}
            error={form.isSerialBad ? words.serialBad : undefined}
            maxLength={40}
            value={form.serial}
            onChange={(event) => form.setSerial(event.currentTarget.value)}
          />
        )}
        <TextField
          label={words.aaguidLabel}
          help={words.aaguidHelp}
          error={form.isModelBad ? words.aaguidBad : undefined}
          maxLength={36}
          spellCheck={false}
          value={form.aaguid}
          onChange={(event) => form.setAaguid(event.currentTarget.value)}
        />
      </div>
      <SelectField
        label={words.expires}
        options={DAYS.map((days) => ({ value: String(days), label: words.days(days) }))}
        value={form.days}
        onChange={(event) => form.setDays(event.currentTarget.value)}
      />
      <TextArea
        label={words.messageLabel}
        help={words.messageHelp}
        rows={3}
        maxLength={MOST_MESSAGE}
        value={form.message}
        onChange={(event) => form.setMessage(event.currentTarget.value)}
      />
      <PassTimesFields times={form.times} policy={checked?.policy ?? null} />
      {checked !== undefined && <p className="text-muted">{words.passTo[checked.passTo]}</p>}
    </div>
  );
}
