import { Download, FileSpreadsheet, Mail, Printer } from 'lucide-react';
import { useState } from 'react';
import type { Batch } from '#shared/api/batches.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Menu, MenuItem } from '#web/components/Menu.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { type ShownPeople, useBatchResults, usePrintSummary } from '../useBatch.ts';
import { LettersDialog } from './LettersDialog.tsx';

interface ResultsMenuProps {
  readonly batch: Batch;
  /** Whom the summary prints. */
  readonly shown: ShownPeople;
}

/** The results as a file or on paper, and letters where PINs go out in letters. */
export function ResultsMenu({ batch, shown }: ResultsMenuProps) {
  const results = useBatchResults(batch.id);
  const summary = usePrintSummary(batch.id, shown);
  const failure = results.error ?? summary.error;
  const [isPrinting, setPrinting] = useState(false);
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
        <MenuItem icon={<Printer aria-hidden size={16} />} onPress={() => summary.mutate()}>
          {words.printSummary}
        </MenuItem>
        {batch.profile.disclosure === 'sealedLetter' && (
          <MenuItem icon={<Mail aria-hidden size={16} />} onPress={() => setPrinting(true)}>
            {words.letters}
          </MenuItem>
        )}
      </Menu>
      {failure !== null && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(failure)} />
        </div>
      )}
      {isPrinting && <LettersDialog batchId={batch.id} onClose={() => setPrinting(false)} />}
    </div>
  );
}
