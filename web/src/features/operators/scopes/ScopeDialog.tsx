import { MapPinned } from 'lucide-react';
import type { ChangeScope } from '#shared/api/operatorScopes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import { Button } from '#web/components/Button.tsx';
import { Dialog } from '#web/components/Dialog.tsx';
import { Notice } from '#web/components/Notice.tsx';
import '#web/presentation/laterFailures.ts';
import { scopeMessages } from '#web/presentation/messages.scopes.ts';
import { SubjectName, TargetName } from './ScopeWords.tsx';
import { useChangeScope } from './useScopes.ts';

interface ScopeDialogProps {
  readonly change: ChangeScope;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before a scope is given or taken back; where that needs two people, here is where they wait for each other. */
export function ScopeDialog({ change, onDone, onClose }: ScopeDialogProps) {
  const { granted, subject, scope } = change;
  const words = granted ? scopeMessages.giving : scopeMessages.taking;
  const changing = useChangeScope();
  const code = failureCodeOf(changing.error);
  const apply = (approval?: string) =>
    changing.mutate({ change, ...(approval !== undefined && { approval }) }, { onSuccess: onDone });
  return (
    <Dialog
      title={words.title}
      icon={<MapPinned aria-hidden size={24} />}
      tone={granted ? 'plain' : 'warning'}
      closeLabel={scopeMessages.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{scopeMessages.cancel}</Button>
          {!changing.isError && (
            <Button look="primary" busy={changing.isPending} onClick={() => apply()}>
              {words.confirm}
            </Button>
          )}
        </>
      }
    >
      <dl className="flex flex-col gap-3">
        <div>
          <dt className="text-muted text-small">{scopeMessages.who}</dt>
          <dd>
            <SubjectName {...subject} />
          </dd>
        </div>
        <div>
          <dt className="text-muted text-small">{scopeMessages.forWhom}</dt>
          <dd>
            <TargetName scope={scope} />
          </dd>
        </div>
      </dl>
      <p>{words.text}</p>
      {changing.isError && (
        <div role="alert">
          {code === 'conflict' ? (
            <Notice tone="warning" title={scopeMessages.conflictTitle}>
              <p>{scopeMessages.conflictText}</p>
            </Notice>
          ) : (
            <FailureOrApproval
              code={code}
              ask={{ action: 'changeScope', change }}
              onGoOn={apply}
              onRetry={() => apply()}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}
