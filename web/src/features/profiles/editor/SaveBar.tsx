import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { Button } from '#web/components/Button.tsx';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';

interface SaveBarProps {
  /** What keeps it from being saved, in words. */
  readonly errors: ReadonlyMap<keyof ProfileContent, string>;
  readonly canSave: boolean;
  /** The last try failed, and the reason stands above. */
  readonly isRefused: boolean;
  readonly saveLabel: string;
  readonly isSaving: boolean;
  readonly onCancel: () => void;
}

/** Stays in sight: whether the profile can be saved, what stands in the way, and the button. */
export function SaveBar({
  errors,
  canSave,
  isRefused,
  saveLabel,
  isSaving,
  onCancel,
}: SaveBarProps) {
  return (
    <div className="wide:sticky wide:bottom-0 z-1 -mx-2 flex flex-wrap items-center gap-x-4 gap-y-3 border-line border-t bg-canvas px-2 py-3">
      <output className="min-w-64 flex-1">
        {errors.size > 0 ? (
          <span className="text-bad">
            {words.toSettle(errors.size)}{' '}
            {[...errors.keys()]
              .map((member) => profileFieldMessages.fields[member].label)
              .join(', ')}
          </span>
        ) : (
          <span className="text-muted">
            {isRefused ? words.refused : canSave ? words.ready : words.unchanged}
          </span>
        )}
      </output>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button look="primary" type="submit" busy={isSaving} disabled={!canSave}>
          {saveLabel}
        </Button>
      </div>
    </div>
  );
}
