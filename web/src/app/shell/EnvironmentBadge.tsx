import { FlaskConical } from 'lucide-react';

/** Says that this is not the real tenant. Never subtle: a key enrolled here opens nothing. */
export function EnvironmentBadge({ label }: { readonly label: string }) {
  return (
    <strong className="inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-full bg-badge px-3 font-semibold text-on-badge text-small">
      <FlaskConical aria-hidden size={14} />
      {label}
    </strong>
  );
}
