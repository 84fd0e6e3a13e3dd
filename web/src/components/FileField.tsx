import type { ComponentProps } from 'react';
import { FileButton } from './FileButton.tsx';

interface FileFieldProps extends Omit<ComponentProps<typeof FileButton>, 'onFile'> {
  /** How its bytes are read as text. */
  readonly decode: (bytes: Uint8Array) => { readonly text: string };
  /** The text of the file that was chosen. */
  readonly onText: (text: string, fileName: string) => void;
}

/** More than any text that is read here; the rest of a large file would only be thrown away. */
const MOST_BYTES = 1_048_576;

/** Chooses a text file, which is read in this window. */
export function FileField({ decode, onText, ...button }: FileFieldProps) {
  const read = async (file: File) => {
    const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
    onText(decode(bytes).text, file.name);
  };
  return <FileButton {...button} onFile={(file) => void read(file)} />;
}
