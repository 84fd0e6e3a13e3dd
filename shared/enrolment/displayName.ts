/** The longest name the Entra admin centre shows for a passkey, in UTF-16 units. Graph documents no limit of its own. */
export const MAX_DISPLAY_NAME_LENGTH = 30;

/** What a display-name template is filled from. `date` is YYYY-MM-DD. */
export interface DisplayNameParts {
  readonly serial: string | null;
  readonly model: string;
  readonly upn: string;
  readonly date: string;
  readonly aaguid: string;
}

/**
 * Fills a display-name template. The result has 1 to 30 UTF-16 units, no control characters, and always the whole
 * serial where the template asks for it and the key has one: the other words give way.
 */
export function fillDisplayName(template: string, parts: DisplayNameParts): string {
  const values: Record<string, string> = {
    serial: parts.serial ?? '',
    model: parts.model,
    upn: parts.upn,
    date: parts.date,
    aaguid: parts.aaguid,
  };
  const fill = (text: string) =>
    tidy(text.replace(/\{([a-z]+)\}/g, (_, name: string) => values[name] ?? ''));
  const full = fill(template) || tidy(parts.model) || 'Security key';
  if (full.length <= MAX_DISPLAY_NAME_LENGTH) return full;
  const serial = template.includes('{serial}') ? tidy(values['serial'] ?? '') : '';
  if (serial === '') return cut(full, MAX_DISPLAY_NAME_LENGTH);
  if (serial.length >= MAX_DISPLAY_NAME_LENGTH) return cut(serial, MAX_DISPLAY_NAME_LENGTH);
  const rest = fill(template.replaceAll('{serial}', ' '));
  const room = MAX_DISPLAY_NAME_LENGTH - serial.length - 1;
  const kept = cut(rest, room);
  return kept === '' ? serial : `${kept} ${serial}`;
}

function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept.trim();
}
