import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** What most people do not need, one press away. */
export function Disclosure({
  summary,
  onOpen,
  children,
}: {
  readonly summary: string;
  /** For what is fetched only when somebody wants to see it. */
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <details
      className="group w-full"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) onOpen?.();
      }}
    >
      <summary className="-mx-2 inline-flex min-h-10 items-center gap-1 rounded-md px-2 text-muted hover:bg-hover hover:text-text">
        <ChevronRight aria-hidden size={16} className="transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1">{children}</div>
    </details>
  );
}
