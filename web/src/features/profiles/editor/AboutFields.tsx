import { TextArea } from '#web/components/TextArea.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import type { DraftFields } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';

/** What the profile is called and what it is for. */
export function AboutFields({ content, change, errorOf }: DraftFields) {
  return (
    <>
      <FieldRow content={content} member="name">
        {(explainedBy) => (
          <TextField
            label={words.fields.name.label}
            value={content.name}
            onChange={(event) => change({ name: event.target.value })}
            error={errorOf('name')}
            explainedBy={explainedBy}
            autoComplete="off"
          />
        )}
      </FieldRow>
      <FieldRow content={content} member="description">
        {(explainedBy) => (
          <TextArea
            label={words.fields.description.label}
            rows={2}
            value={content.description}
            onChange={(event) => change({ description: event.target.value })}
            error={errorOf('description')}
            explainedBy={explainedBy}
          />
        )}
      </FieldRow>
    </>
  );
}
