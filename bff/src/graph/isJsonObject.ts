/** Whether a text is a JSON object, as the `claims` parameter has to be (OpenID Connect Core §5.5). */
export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
