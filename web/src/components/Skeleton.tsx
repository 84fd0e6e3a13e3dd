/** Room kept for lines that are on their way, with words for those who do not see it. */
export function Skeleton({
  label,
  lines = 3,
}: {
  readonly label: string;
  readonly lines?: number;
}) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <span
          key={line}
          aria-hidden
          className="h-10 animate-pulse rounded-md bg-hover motion-reduce:animate-none"
        />
      ))}
    </div>
  );
}
