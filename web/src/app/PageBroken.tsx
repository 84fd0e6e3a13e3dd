import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';

/** The last resort when a page throws while it is drawn, or cannot be downloaded. */
export function PageBroken() {
  return (
    <div role="alert" className="max-w-xl">
      <Notice
        tone="bad"
        title={words.brokenTitle}
        action={<Button onClick={() => location.reload()}>{words.reload}</Button>}
      >
        <p>{words.brokenText}</p>
      </Notice>
    </div>
  );
}
