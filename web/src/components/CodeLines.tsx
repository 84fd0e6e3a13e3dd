import { appMessages } from '#web/presentation/messages.app.ts';
import { CopyButton } from './CopyButton.tsx';

interface CodeLinesProps {
  /** What it is, for whoever cannot see where it stands. */
  readonly label: string;
  readonly lines: readonly string[];
}

/**
 * What to type or to write, as it is, with a button that copies it. Long lines go on below, so that nothing is hidden, and
 * break between words: a switch that is torn at its hyphens reads as two.
 */
export function CodeLines({ label, lines }: CodeLinesProps) {
  const text = lines.join('\n');
  return (
    <figure className="flex flex-wrap items-start gap-2">
      <figcaption className="sr-only">{label}</figcaption>
      <pre className="min-w-0 flex-[1_1_16rem] whitespace-pre-wrap rounded-md bg-sunken p-3 font-mono text-small">
        <code>
          {piecesOf(text).map(({ at, piece }) =>
            piece.trim() === '' ? (
              piece
            ) : (
              <span key={at} className="inline-block max-w-full [overflow-wrap:anywhere]">
                {piece}
              </span>
            ),
          )}
        </code>
      </pre>
      <CopyButton text={text} label={appMessages.copy} doneLabel={appMessages.copied} />
    </figure>
  );
}

/** Words, and the white space between them, each with its place. */
function piecesOf(text: string): readonly { readonly at: number; readonly piece: string }[] {
  return [...text.matchAll(/\s+|\S+/g)].map(({ index, 0: piece }) => ({ at: index, piece }));
}
