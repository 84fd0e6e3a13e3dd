import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { Splash } from '#web/components/Splash.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';

/** Shown when `/config.json` is missing or broken; `member` is null when it is missing. */
export function ConfigProblem({ member }: { readonly member: string | null }) {
  return (
    <Splash>
      <h1 className="font-semibold text-page">{words.productName}</h1>
      <div role="alert" className="w-full">
        <Notice
          tone="bad"
          title={words.configTitle}
          action={<Button onClick={() => location.reload()}>{words.reload}</Button>}
        >
          <p>{member === null ? words.configMissing : words.configBroken(member)}</p>
        </Notice>
      </div>
    </Splash>
  );
}
