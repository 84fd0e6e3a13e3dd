import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { knownModels, modelName } from '#shared/webauthn/keyModels.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { IconButton } from '#web/components/IconButton.tsx';
import { SelectField } from '#web/components/SelectField.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import type { DraftFields } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';

const AAGUID = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/;
const OTHER = 'other';
const MODELS = knownModels();

/** Which keys are taken: models by name, or by AAGUID where their name is not known here. */
export function ModelFields({ content, change, errorOf }: DraftFields) {
  const { allowedAaguids } = content;
  const add = (aaguids: readonly string[]) =>
    change({ allowedAaguids: [...new Set([...allowedAaguids, ...aaguids])] });
  const remove = (aaguids: readonly string[]) =>
    change({ allowedAaguids: allowedAaguids.filter((aaguid) => !aaguids.includes(aaguid)) });
  const error = errorOf('allowedAaguids');
  return (
    <>
      <FieldRow content={content} member="allowedAaguids">
        {(explainedBy) => (
          <>
            <div className="flex flex-col gap-1">
              <p className="font-semibold">{words.chosenModels}</p>
              {allowedAaguids.length === 0 && <p>{words.anyModel}</p>}
              <ul aria-label={words.chosenModels} className="flex flex-col gap-1">
                {chosenModels(allowedAaguids).map(({ name, aaguids, all }) => (
                  <li
                    key={name}
                    className="flex items-center gap-2 rounded-md bg-sunken pl-3 text-text"
                  >
                    <span className="min-w-0 flex-1 break-words py-2">
                      {name}
                      {all > 0 && (
                        <span className="ml-2 text-muted text-small">
                          {words.firmwares(aaguids.length, all)}
                        </span>
                      )}
                    </span>
                    <IconButton
                      label={words.remove(name)}
                      icon={<X aria-hidden size={16} />}
                      onClick={() => remove(aaguids)}
                    />
                  </li>
                ))}
              </ul>
              {error !== undefined && <p className="text-bad text-small">{error}</p>}
            </div>
            <ModelPicker onAdd={add} explainedBy={explainedBy} />
          </>
        )}
      </FieldRow>
      <FieldRow content={content} member="requireTrustedAttestation">
        {(explainedBy) => (
          <CheckField
            label={words.fields.requireTrustedAttestation.label}
            checked={content.requireTrustedAttestation}
            onChange={(requireTrustedAttestation) => change({ requireTrustedAttestation })}
            error={errorOf('requireTrustedAttestation')}
            explainedBy={explainedBy}
          />
        )}
      </FieldRow>
    </>
  );
}

interface ModelPickerProps {
  readonly onAdd: (aaguids: readonly string[]) => void;
  readonly explainedBy: string;
}

function ModelPicker({ onAdd, explainedBy }: ModelPickerProps) {
  const [choice, setChoice] = useState('');
  const [aaguid, setAaguid] = useState('');
  const [isTried, setTried] = useState(false);
  const typed = aaguid.trim().toLowerCase();
  const isAaguid = AAGUID.test(typed);
  const choose = (name: string) => {
    const model = MODELS.find((known) => known.name === name);
    setChoice(model === undefined ? name : '');
    if (model !== undefined) onAdd(model.aaguids);
  };
  const addTyped = () => {
    setTried(!isAaguid);
    if (!isAaguid) return;
    onAdd([withHyphens(typed)]);
    setAaguid('');
  };
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={words.addModel}
        value={choice}
        onChange={(event) => choose(event.target.value)}
        aria-describedby={explainedBy}
        options={[
          { value: '', label: words.pickModel },
          ...MODELS.map(({ name }) => ({ value: name, label: name })),
          { value: OTHER, label: words.otherModel },
        ]}
      />
      {choice === OTHER && (
        <div className="flex flex-wrap items-start gap-2">
          <div className="min-w-64 flex-1">
            <TextField
              label={words.addAaguid}
              value={aaguid}
              onChange={(event) => setAaguid(event.target.value)}
              onKeyDown={(event) => {
                // Enter adds the model; it does not save the profile.
                if (event.key !== 'Enter') return;
                event.preventDefault();
                addTyped();
              }}
              help={words.aaguidHelp}
              error={isTried && !isAaguid ? words.aaguidWrong : undefined}
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
            />
          </div>
          <Button className="mt-6" icon={<Plus aria-hidden size={16} />} onClick={addTyped}>
            {words.add}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ChosenModel {
  readonly name: string;
  readonly aaguids: readonly string[];
  /** How many AAGUIDs a model of this name has; 0 where the name is not known. */
  readonly all: number;
}

function chosenModels(chosen: readonly string[]): ChosenModel[] {
  const known = MODELS.flatMap(({ name, aaguids }): ChosenModel[] => {
    const own = aaguids.filter((aaguid) => chosen.includes(aaguid));
    return own.length === 0 ? [] : [{ name, aaguids: own, all: aaguids.length }];
  });
  const unknown = chosen.filter((aaguid) => modelName(aaguid) === null);
  return [...known, ...unknown.map((aaguid) => ({ name: aaguid, aaguids: [aaguid], all: 0 }))];
}

function withHyphens(aaguid: string): string {
  return aaguid.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
