import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { useWithdraw } from './useApprovals.ts';

/** Takes one's own request back. */
export function WithdrawButton({ id }: { readonly id: string }) {
  const withdraw = useWithdraw(id);
  return (
    <div className="flex flex-col items-start gap-2">
      {withdraw.isError && <FailureNotice code={failureCodeOf(withdraw.error)} />}
      <Button busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
        {words.withdraw}
      </Button>
    </div>
  );
}
