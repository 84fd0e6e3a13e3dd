import { useState } from 'react';
import { type PinPolicy, pinDisclosure } from '#shared/enrolment/profile.ts';
import { PIN_LENGTH } from '#shared/enrolment/profileProblems.ts';
import { CheckField } from '#web/components/CheckField.tsx';
import { NumberField } from '#web/components/NumberField.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import { type DraftFields, NEW_PROFILE } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';
import { pinCount } from './pinStrength.ts';

type DrawnPin = Extract<PinPolicy, { source: 'random' }>;

const options = <Value extends string>(
  all: Readonly<Record<Value, { readonly label: string; readonly hint: string }>>,
) => (Object.keys(all) as Value[]).map((value) => ({ value, ...all[value] }));

/** Where the PIN comes from, who learns it, and whether its holder goes on with it. */
export function PinFields(fields: DraftFields) {
  const { content, change, errorOf } = fields;
  const { pin } = content;
  // Whoever looks at another source and comes back finds what was set before.
  const [lastDrawn, setLastDrawn] = useState(pin.source === 'random' ? pin : NEW_PROFILE.pin);
  const setPin = (next: PinPolicy) => {
    if (next.source === 'random') setLastDrawn(next);
    change({ pin: next });
  };
  return (
    <>
      <FieldRow content={content} member="pin">
        {(explainedBy) => (
          <>
            <RadioGroup
              label={words.fields.pin.label}
              value={pin.source}
              options={options(words.pinSources)}
              onChange={(source) => setPin(source === 'random' ? lastDrawn : { source })}
              error={errorOf('pin')}
              explainedBy={explainedBy}
            />
            {pin.source === 'random' && <DrawnPinFields pin={pin} onChange={setPin} />}
          </>
        )}
      </FieldRow>
      <FieldRow content={content} member="forcePinChange">
        {(explainedBy) => (
          <CheckField
            label={words.fields.forcePinChange.label}
            checked={content.forcePinChange}
            onChange={(forcePinChange) => change({ forcePinChange })}
            error={errorOf('forcePinChange')}
            explainedBy={explainedBy}
          />
        )}
      </FieldRow>
      <FieldRow content={content} member="reset">
        {(explainedBy) => (
          <RadioGroup
            label={words.fields.reset.label}
            value={content.reset}
            options={options(words.resets)}
            onChange={(reset) => change({ reset })}
            error={errorOf('reset')}
            explainedBy={explainedBy}
          />
        )}
      </FieldRow>
    </>
  );
}

interface DrawnPinFieldsProps {
  readonly pin: DrawnPin;
  readonly onChange: (pin: DrawnPin) => void;
}

function DrawnPinFields({ pin, onChange }: DrawnPinFieldsProps) {
  const count = pinCount(pin);
  return (
    <div className="flex flex-col gap-4 border-line border-l-2 pl-4">
      <RadioGroup
        label={words.disclosureLabel}
        value={pinDisclosure(pin) ?? 'holderOnly'}
        options={options(words.disclosures)}
        onChange={(disclosure) => onChange({ ...pin, disclosure })}
      />
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <NumberField
          label={words.pinLength}
          value={pin.length}
          min={PIN_LENGTH.min}
          max={PIN_LENGTH.max}
          onChange={(length) => onChange({ ...pin, length })}
        />
        <RadioGroup
          label={words.alphabetLabel}
          value={pin.alphabet}
          options={[
            { value: 'digits', label: words.alphabets.digits },
            { value: 'alphanumeric', label: words.alphabets.alphanumeric },
          ]}
          onChange={(alphabet) => onChange({ ...pin, alphabet })}
        />
      </div>
      {count !== null && <p className="text-muted text-small">{words.strength(count)}</p>}
    </div>
  );
}
