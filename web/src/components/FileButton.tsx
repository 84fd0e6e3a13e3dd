import type { ComponentProps, ReactNode } from 'react';

interface FileButtonProps extends Pick<ComponentProps<'input'>, 'accept'> {
  readonly label: string;
  readonly icon?: ReactNode;
  /** The file that was chosen; the same one can be chosen again. */
  readonly onFile: (file: File) => void;
}

/** Chooses a file. It goes nowhere by itself. */
export function FileButton({ label, icon, accept, onFile }: FileButtonProps) {
  return (
    <label className="relative inline-flex min-h-10 cursor-pointer items-center gap-2 self-start rounded-md border border-line-strong bg-surface px-4 font-semibold outline-accent outline-offset-2 hover:bg-hover has-focus-visible:outline-2">
      {icon}
      {label}
      <input
        type="file"
        accept={accept}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file === undefined) return;
          onFile(file);
          target.value = '';
        }}
        className="sr-only"
      />
    </label>
  );
}
