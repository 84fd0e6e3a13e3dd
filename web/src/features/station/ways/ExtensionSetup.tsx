import { Download } from 'lucide-react';
import { useServices } from '#web/app/providers/services.ts';
import { saveFile } from '#web/app/saveFile.ts';
import { Button } from '#web/components/Button.tsx';
import { CopyButton } from '#web/components/CopyButton.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { wayMessages as words } from '#web/presentation/messages.ways.ts';
import { extensionDeployment, PINNED_EXTENSION_ID } from '#web/usecases/ways/companionExtension.ts';

/** How the companion extension comes into this browser: by policy for many, by hand for one. */
export function ExtensionSetup() {
  const { config } = useServices();
  const id = config.companionExtensionId ?? PINNED_EXTENSION_ID;
  const deployment = extensionDeployment(location.origin, id);
  const save = () =>
    saveFile({
      file: new Blob([deployment.updateManifest], { type: 'text/xml' }),
      fileName: 'update.xml',
    });
  return (
    <Disclosure summary={words.setUp}>
      <div className="flex flex-col gap-4">
        <p>{words.setUpIntro}</p>
        <h3 className="font-semibold">{words.byPolicy}</h3>
        <ol className="flex list-decimal flex-col gap-3 pl-5">
          <li>
            {words.forcelist}
            <Text text={deployment.forcelistLine} />
          </li>
          <li>
            {words.settings(id)}
            <Text text={deployment.managedSettings} />
          </li>
          <li className="flex flex-col items-start gap-2">
            {words.update(deployment.updateUrl)}
            <Button icon={<Download aria-hidden size={16} />} onClick={save}>
              {words.saveUpdate}
            </Button>
          </li>
        </ol>
        <h3 className="font-semibold">{words.byHand}</h3>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {words.handSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </Disclosure>
  );
}

function Text({ text }: { readonly text: string }) {
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <code className="min-w-0 flex-1 break-all rounded-md bg-sunken px-3 py-2 font-mono text-small">
        {text}
      </code>
      <CopyButton text={text} label={words.copy} doneLabel={words.copied} />
    </div>
  );
}
