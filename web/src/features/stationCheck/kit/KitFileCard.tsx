import { Download } from 'lucide-react';
import { saveFile } from '#web/app/saveFile.ts';
import { Button } from '#web/components/Button.tsx';
import { CodeLines } from '#web/components/CodeLines.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { stationKitMessages as words } from '#web/presentation/messages.stationKit.ts';
import type { KitFile } from '#web/usecases/stationKit/kitFile.ts';

/** A file of the kit: to be saved, and to be read before it is run. */
export function KitFileCard({ file: { name, text } }: { readonly file: KitFile }) {
  // As bytes: a type of text would let the browser guess at line ends and name.
  const save = () =>
    saveFile({ file: new Blob([text], { type: 'application/octet-stream' }), fileName: name });
  return (
    <div className="rounded-md border border-line bg-surface px-4 py-3 shadow-card">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0 break-all font-mono">{name}</span>
        <Button
          aria-label={words.saveFile(name)}
          icon={<Download aria-hidden size={16} />}
          onClick={save}
        >
          {words.save}
        </Button>
      </div>
      <Disclosure summary={words.show(name)}>
        <CodeLines label={words.contentOf(name)} lines={text.trimEnd().split(/\r?\n/)} />
      </Disclosure>
    </div>
  );
}
