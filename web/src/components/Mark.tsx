/** The product's mark: a key with its touch sensor. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width={size} height={size} className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="stroke-on-accent" fill="none" strokeWidth="2.2">
        <path d="M12.5 6.5h7a2 2 0 0 1 2 2v12a5.5 5.5 0 0 1-11 0v-12a2 2 0 0 1 2-2Z" />
        <path d="M13.5 10h5" strokeLinecap="round" />
      </g>
      <circle cx="16" cy="18.5" r="3" className="fill-on-accent" />
    </svg>
  );
}
