import type { ComponentProps, ReactNode } from 'react';

interface FileFieldProps extends Pick<ComponentProps<'input'>, 'accept'> {
  readonly label: string;
  readonly icon?: ReactNode;
  /** How its bytes are read as text. */
  readonly decode: (bytes: Uint8Array) => { readonly text: string };
  /** The text of the file that was chosen; the same file can be chosen again. */
  readonly onText: (text: string, fileName: string) => void;
}

/** More than any text that is read here; the rest of a large file would only be thrown away. */
const MOST_BYTES = 1_048_576;

/** Chooses a text file. It is read in this window and goes nowhere by itself. */
export function FileField({ label, icon, accept, decode, onText }: FileFieldProps) {
  return (
    <label className="relative inline-flex min-h-10 cursor-pointer items-center gap-2 self-start rounded-md border border-line-strong bg-surface px-4 font-semibold outline-accent outline-offset-2 hover:bg-hover has-focus-visible:outline-2">
      {icon}
      {label}
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          const input = event.target;
          const [file] = input.files ?? [];
          if (file === undefined) return;
          void file
            .slice(0, MOST_BYTES)
            .arrayBuffer()
            .then((bytes) => {
              onText(decode(new Uint8Array(bytes)).text, file.name);
              input.value = '';
            });
        }}
        className="sr-only"
      />
    </label>
  );
}
