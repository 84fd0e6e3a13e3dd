/** Hands a file to the browser's downloads. */
export function saveFile({
  file,
  fileName,
}: {
  readonly file: Blob;
  readonly fileName: string;
}): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // By then the browser has taken the file over.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
