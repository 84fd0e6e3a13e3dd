/**
 * A firmware version as people write it. Makes number it differently: where there are three bytes with a plausible
 * major number they are shown as such, else the number as it is.
 * @param version firmwareVersion of getInfo (0x0E)
 */
export function firmwareText(version: number): string {
  const major = version >> 16;
  return major > 0 && major < 32 && version < 1 << 24
    ? `${major}.${(version >> 8) & 0xff}.${version & 0xff}`
    : `${version}`;
}
