import { SignInRefusal } from './signInRefusal.ts';

/** What the `claims` parameter asks of the access token. */
export interface ClaimsRequest {
  /** Authentication contexts without which no token may be given. */
  readonly essentialAcrs: readonly string[];
  /** Client capabilities, to be repeated as `xms_cc`. */
  readonly capabilities: readonly string[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(member: unknown): string[] {
  if (!isRecord(member)) return [];
  const { value, values } = member;
  const all: unknown[] = [...(Array.isArray(values) ? values : []), value];
  return all.filter((entry): entry is string => typeof entry === 'string');
}

/** Reads the `claims` parameter (OpenID Connect Core §5.5, as Entra uses it). */
export function parseClaimsParameter(text: string | null | undefined): ClaimsRequest {
  if (!text) return { essentialAcrs: [], capabilities: [] };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new SignInRefusal('invalid_request', 90015, 'The claims parameter is not valid JSON.');
  }
  const accessToken = isRecord(parsed) ? parsed['access_token'] : undefined;
  if (!isRecord(accessToken)) return { essentialAcrs: [], capabilities: [] };
  const { acrs, xms_cc: capabilities } = accessToken;
  const isEssential = isRecord(acrs) && acrs['essential'] === true;
  return { essentialAcrs: isEssential ? textsOf(acrs) : [], capabilities: textsOf(capabilities) };
}
