import { type ComponentProps, useId } from 'react';

interface FileFieldProps extends Pick<ComponentProps<'input'>, 'accept'> {
  readonly label: string;
  /** The text of the file that was chosen; the same file can be chosen again. */
  readonly onText: (text: string, fileName: string) => void;
}

/** More than any text that is read here; the rest of a large file would only be thrown away. */
const MOST_BYTES = 1_048_576;

/** Chooses a text file. It is read in this window and goes nowhere by itself. */
export function FileField({ label, accept, onText }: FileFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={(event) => {
          const input = event.target;
          const [file] = input.files ?? [];
          if (file === undefined) return;
          void file
            .slice(0, MOST_BYTES)
            .text()
            .then((text) => {
              onText(text, file.name);
              input.value = '';
            });
        }}
        className="min-h-10 max-w-full self-start rounded-md border border-line-strong border-dashed bg-surface px-3 py-2 text-muted file:mr-3 file:rounded-md file:border-0 file:bg-accent-soft file:px-3 file:py-1 file:font-semibold file:text-accent-text"
      />
    </div>
  );
}
