import { Download, FileSpreadsheet, Printer } from 'lucide-react';
import { FailureNotice, failureCodeOf } from '#web/components/FailureNotice.tsx';
import { Menu, MenuItem } from '#web/components/Menu.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.en.ts';
import { useBatchResults } from '../useBatch.ts';

/** The results as a file or on paper. */
export function ResultsMenu({ batchId }: { readonly batchId: string }) {
  const results = useBatchResults(batchId);
  return (
    <div className="flex flex-col items-start gap-2">
      <Menu
        label={words.results}
        triggerClassName="border border-line-strong px-4 font-semibold text-text"
        trigger={
          <>
            <Download aria-hidden size={16} />
            {words.results}
          </>
        }
      >
        <MenuItem
          icon={<FileSpreadsheet aria-hidden size={16} />}
          onPress={() => results.mutate('full')}
        >
          {words.resultsFull}
        </MenuItem>
        <MenuItem
          icon={<FileSpreadsheet aria-hidden size={16} />}
          onPress={() => results.mutate('scripts')}
        >
          {words.resultsScripts}
        </MenuItem>
        <MenuItem icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
          {words.printSummary}
        </MenuItem>
      </Menu>
      {results.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(results.error)} />
        </div>
      )}
    </div>
  );
}
