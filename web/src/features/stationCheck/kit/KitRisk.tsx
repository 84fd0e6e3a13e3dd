import { Download } from 'lucide-react';
import { saveFile } from '#web/app/saveFile.ts';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { stationKitMessages as words } from '#web/presentation/messages.stationKit.ts';
import { makeStationKit, type StationKitRequest } from '#web/usecases/stationKit/makeStationKit.ts';
import { readMeFile } from '#web/usecases/stationKit/readMeFile.ts';

/** What a station gives up and how to contain it, before anything can be saved. */
export function KitRisk({ request }: { readonly request: StationKitRequest }) {
  const save = () => {
    const { text, name } = readMeFile(request, makeStationKit(request), words.readMe);
    saveFile({ file: new Blob([text], { type: 'text/plain' }), fileName: name });
  };
  return (
    <section aria-labelledby="risk" className="flex flex-col gap-3">
      <h2 id="risk" className="font-semibold text-title">
        {words.readRisk}
      </h2>
      <Notice
        tone="warning"
        title={words.readMe.riskTitle}
        action={
          <Button icon={<Download aria-hidden size={16} />} onClick={save}>
            {words.saveReadMe}
          </Button>
        }
      >
        {words.readMe.risks[request.os].map((text) => (
          <p key={text} className="max-w-prose">
            {text}
          </p>
        ))}
        <p className="mt-2 font-semibold">{words.readMe.containTitle}</p>
        <ul className="max-w-prose list-disc pl-5">
          {words.readMe.contain.map((text) => (
            <li key={text} className="mb-1">
              {text}
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  );
}
