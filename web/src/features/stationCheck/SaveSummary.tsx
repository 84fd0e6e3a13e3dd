import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveFile } from '#web/app/saveFile.ts';
import type { RunningCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import { supportSummary } from '#web/usecases/stationCheck/supportSummary.ts';

/** What was found, as a file for whoever helps. */
export function SaveSummary({ facts, report }: RunningCheck) {
  const [includeSerials, setIncludeSerials] = useState(false);
  const save = () => {
    const text = supportSummary({ facts, report, at: new Date(), includeSerials });
    const file = new Blob([text], { type: 'application/json' });
    saveFile({ file, fileName: 'keywright-station-check.json' });
  };
  return (
    <section aria-labelledby="summary" className="flex flex-col items-start gap-3">
      <div>
        <h2 id="summary" className="font-semibold text-title">
          {words.summary}
        </h2>
        <p className="text-muted">{words.summaryText}</p>
      </div>
      <CheckField
        label={words.withSerials}
        help={words.withSerialsHelp}
        checked={includeSerials}
        onChange={setIncludeSerials}
      />
      <Button icon={<Download aria-hidden size={16} />} onClick={save}>
        {words.saveSummary}
      </Button>
    </section>
  );
}
