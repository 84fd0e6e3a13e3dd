import { fillDisplayName } from '#shared/enrolment/displayName.ts';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import type { DraftFields } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';

/** Somebody's key, to show what a template makes of it. */
const SAMPLE = {
  serial: '20481216',
  model: 'YubiKey 5 NFC',
  upn: 'lee.gu@contoso.example',
  date: '2027-06-01',
  aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
};

/** What Entra shows of the key, and what becomes of those that are there. */
export function EntraFields({ content, change, errorOf }: DraftFields) {
  const { displayNameTemplate, oldKeys } = content;
  return (
    <>
      <FieldRow content={content} member="displayNameTemplate">
        {(explainedBy) => (
          <TextField
            label={words.fields.displayNameTemplate.label}
            value={displayNameTemplate}
            onChange={(event) => change({ displayNameTemplate: event.target.value })}
            help={words.sampleName(fillDisplayName(displayNameTemplate, SAMPLE))}
            error={errorOf('displayNameTemplate')}
            explainedBy={explainedBy}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </FieldRow>
      <FieldRow content={content} member="oldKeys">
        {(explainedBy) => (
          <RadioGroup
            label={words.fields.oldKeys.label}
            value={oldKeys}
            options={[
              { value: 'keep', ...words.oldKeys.keep },
              { value: 'removeAfterProof', ...words.oldKeys.removeAfterProof },
            ]}
            onChange={(value) => change({ oldKeys: value })}
            error={errorOf('oldKeys')}
            explainedBy={explainedBy}
          />
        )}
      </FieldRow>
    </>
  );
}
