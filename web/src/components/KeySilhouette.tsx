import { keyShape } from './keyShape.ts';

/** The outline of a kind of key, so that a tray of them can be told apart at a glance. */
export function KeySilhouette({
  productName,
  size = 56,
}: {
  readonly productName: string;
  readonly size?: number;
}) {
  const shape = keyShape(productName);
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 56 56"
      width={size}
      height={size}
      className="shrink-0 stroke-line-strong fill-sunken"
      strokeWidth="2"
      strokeLinejoin="round"
    >
      {shape === 'nano' ? (
        <>
          <rect x="18" y="8" width="20" height="26" rx="1.5" />
          <rect x="15" y="34" width="26" height="14" rx="4" />
          <path d="M22 41h12" className="stroke-accent" strokeLinecap="round" />
        </>
      ) : (
        <>
          {shape === 'usbC' ? (
            <rect x="21" y="3" width="14" height="10" rx="4" />
          ) : (
            <rect x="19" y="3" width="18" height="12" rx="1" />
          )}
          <rect x="14" y={shape === 'usbC' ? 13 : 15} width="28" height="38" rx="6" />
          {shape === 'fingerprint' ? (
            <g fill="none" className="stroke-accent" strokeLinecap="round">
              <path d="M22 31a6 6 0 0 1 12 0v3" />
              <path d="M25 37v-6a3 3 0 0 1 6 0v6" />
              <path d="M28 31v8" />
            </g>
          ) : (
            <circle cx="28" cy="31" r="6.5" className="stroke-accent" />
          )}
          <circle cx="28" cy="46" r="2" className="fill-surface" />
        </>
      )}
    </svg>
  );
}
