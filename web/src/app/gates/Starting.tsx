import { Mark } from '#web/components/Mark.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';

/** The moment before it is known who is there. */
export function Starting() {
  return (
    <main
      id="main"
      className="flex min-h-dvh flex-col items-center justify-center gap-4 text-muted"
    >
      <Mark size={48} />
      <div role="status">
        <h1 className="font-normal">{words.starting}</h1>
      </div>
    </main>
  );
}
