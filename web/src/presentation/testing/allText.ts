/** Everything that a catalogue says as it stands there; what a function makes of its arguments is left out. */
export function allText(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(allText) : [];
}
