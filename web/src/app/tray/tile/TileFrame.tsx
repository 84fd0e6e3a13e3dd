import type { ReactNode } from 'react';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';

interface TileFrameProps {
  readonly name: string;
  /** As USB has it: it tells the outline better than the model does. */
  readonly productName: string;
  readonly identity: string | null;
  /** In the corner: cancel or clear. */
  readonly corner?: ReactNode;
  readonly children: ReactNode;
}

/** One key: picture, name, identity; the rest beneath in the order in which it is read. */
export function TileFrame({ name, productName, identity, corner, children }: TileFrameProps) {
  return (
    <article
      tabIndex={-1}
      aria-label={identity === null ? name : `${name}, ${identity}`}
      className="flex flex-col gap-4 rounded-md border border-line bg-surface p-5 shadow-card"
    >
      <header className="flex items-center gap-3">
        <KeySilhouette productName={`${name} ${productName}`} size={48} />
        <div className="min-w-0 flex-1">
          <h3 className="font-semibold">
            <bdi>{name}</bdi>
          </h3>
          {identity !== null && <p className="break-words text-muted text-small">{identity}</p>}
        </div>
        {corner}
      </header>
      {children}
    </article>
  );
}
