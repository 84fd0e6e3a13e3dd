import type { ProfileVersion } from '#shared/api/profiles.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { ChangeTable } from '#web/app/profiles/ChangeTable.tsx';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { auditMessages } from '#web/presentation/messages.audit.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';

interface ConflictNoticeProps {
  /** What this person began to edit. */
  readonly base: ProfileContent;
  /** What somebody else made of it meanwhile. */
  readonly theirs: ProfileVersion;
  readonly isSaving: boolean;
  readonly onSaveOver: () => void;
}

/** Says that somebody else was faster and what they changed; what was typed here stays in the form. */
export function ConflictNotice({ base, theirs, isSaving, onSaveOver }: ConflictNoticeProps) {
  const me = useMe();
  const { profile, changedBy } = theirs;
  const who =
    changedBy?.id.toLowerCase() === me.id.toLowerCase()
      ? auditMessages.you
      : (changedBy?.displayName ?? words.unnamed);
  const isRetired = theirs.state === 'retired';
  return (
    <div role="alert">
      <Notice
        tone="warning"
        title={words.conflictTitle}
        action={
          <div className="flex flex-wrap gap-2">
            <Button look="primary" busy={isSaving} onClick={onSaveOver}>
              {words.saveOver(profile.version + 1)}
            </Button>
            <ButtonLink
              to="/profiles/$profileId"
              params={{ profileId: profile.id }}
              look="secondary"
            >
              {words.dropMine}
            </ButtonLink>
          </div>
        }
      >
        <p>
          {isRetired
            ? words.conflictRetired(who, profile.version)
            : words.conflictText(who, profile.version)}
        </p>
        {!isRetired && <ChangeTable caption={words.conflictTitle} before={base} after={profile} />}
      </Notice>
    </div>
  );
}
