import { useState } from 'react';
import { MIN_PIN_LENGTH } from '#shared/enrolment/profileProblems.ts';
import { CheckField } from '#web/components/CheckField.tsx';
import { NumberField } from '#web/components/NumberField.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import type { DraftFields } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';

const USUAL_MINIMUM = 6;

/** What is set on the key itself. */
export function KeyFields(fields: DraftFields) {
  const { content, change, errorOf } = fields;
  const { minPinLength } = content;
  const [lastMinimum, setLastMinimum] = useState(minPinLength ?? USUAL_MINIMUM);
  const setMinimum = (length: number) => {
    setLastMinimum(length);
    change({ minPinLength: length });
  };
  return (
    <>
      <FieldRow content={content} member="minPinLength">
        {(explainedBy) => (
          <>
            <CheckField
              label={words.setMinimum}
              checked={minPinLength !== null}
              onChange={(isSet) => change({ minPinLength: isSet ? lastMinimum : null })}
              explainedBy={explainedBy}
            />
            {minPinLength !== null && (
              <NumberField
                label={words.minimum}
                value={minPinLength}
                min={MIN_PIN_LENGTH.min}
                max={MIN_PIN_LENGTH.max}
                onChange={setMinimum}
                error={errorOf('minPinLength')}
              />
            )}
          </>
        )}
      </FieldRow>
      {(minPinLength !== null || content.minPinLengthRpIds.length > 0) && <RpIds {...fields} />}
      {(['alwaysUv', 'enterpriseAttestation'] as const).map((member) => (
        <FieldRow key={member} content={content} member={member}>
          {(explainedBy) => (
            <CheckField
              label={words.fields[member].label}
              checked={content[member]}
              onChange={(isOn) => change({ [member]: isOn })}
              error={errorOf(member)}
              explainedBy={explainedBy}
            />
          )}
        </FieldRow>
      ))}
    </>
  );
}

function RpIds({ content, change, errorOf }: DraftFields) {
  // As it was typed, empty lines and all; what is read from it goes into the profile.
  const [text, setText] = useState(content.minPinLengthRpIds.join('\n'));
  return (
    <FieldRow content={content} member="minPinLengthRpIds">
      {(explainedBy) => (
        <TextArea
          label={words.fields.minPinLengthRpIds.label}
          rows={2}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            change({ minPinLengthRpIds: linesOf(event.target.value) });
          }}
          help={words.rpIdsHelp}
          error={errorOf('minPinLengthRpIds')}
          explainedBy={explainedBy}
          spellCheck={false}
        />
      )}
    </FieldRow>
  );
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.toLowerCase())
    .filter((line) => line !== '');
}
