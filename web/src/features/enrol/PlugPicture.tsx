/** A key on its way into the port of a computer. */
export function PlugPicture() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 240 96"
      className="h-24 w-60 max-w-full self-center stroke-line-strong fill-sunken"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <rect x="34" y="8" width="96" height="62" rx="5" />
      <rect x="42" y="16" width="80" height="46" rx="2" className="fill-surface" />
      <path d="M20 74h124l-6 12H26z" />
      <path d="M144 78h-8" className="stroke-accent" strokeWidth="4" />
      <path d="M170 80h-16m6-6-6 6 6 6" fill="none" className="stroke-accent" />
      <rect x="180" y="76" width="10" height="8" rx="1" />
      <rect x="190" y="72" width="36" height="16" rx="5" />
      <circle cx="204" cy="80" r="4.5" className="fill-surface stroke-accent" />
    </svg>
  );
}
