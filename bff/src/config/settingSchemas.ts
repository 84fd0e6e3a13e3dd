import { z } from 'zod';
import { LANGUAGES } from '#bff/mail/language.ts';
import { isMailAddress } from '#bff/mail/mailAddress.ts';
import { APPROVAL_KINDS } from '#shared/api/approvals.ts';

/** Origins of the clouds Entra runs in. A token goes to these, or to a loopback emulator, and nowhere else. */
const LOGIN_ORIGINS: readonly string[] = [
  'https://login.microsoftonline.com',
  'https://login.microsoftonline.us',
  'https://login.partner.microsoftonline.cn',
];
const GRAPH_ORIGINS: readonly string[] = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
];
const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Tells whether a text is an origin exactly as a browser writes it: scheme, host, port, nothing more. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** Tells whether an origin is this machine. */
export function isLoopbackOrigin(text: string): boolean {
  return isOrigin(text) && LOOPBACK_HOSTS.includes(new URL(text).hostname);
}

/** https, or http on this machine: what a browser calls a secure context. */
function isPageOrigin(text: string): boolean {
  return isOrigin(text) && (text.startsWith('https://') || isLoopbackOrigin(text));
}

export const text = z.string();
export const guidText = z.guid().toLowerCase();
export const yes = z.literal('yes').transform(() => true);
export const onOff = z.enum(['on', 'off']).transform((word) => word === 'on');
export const eligibleRoles = z.enum(['read', 'none']).transform((word) => word === 'read');
export const authenticationContext = z.stringFormat('authentication context', /^c[1-9]\d?$/);

const list = <T extends z.ZodType<unknown, string>>(item: T, most: number) =>
  z
    .string()
    .transform((value) => value.split(',').map((one) => one.trim()))
    .pipe(z.array(item).max(most));

export const guidList = list(guidText, 100);
export const adminExceptions = list(z.enum(['enrol', 'remove', 'pin']), 3);
export const approvalKinds = list(z.enum(APPROVAL_KINDS), APPROVAL_KINDS.length);

export const wholeNumber = (minimum: number, maximum: number) =>
  z
    .stringFormat('whole number', /^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
export const loginOrigin = z
  .string()
  .refine((value) => LOGIN_ORIGINS.includes(value) || isLoopbackOrigin(value));
export const graphOrigin = z
  .string()
  .refine((value) => GRAPH_ORIGINS.includes(value) || isLoopbackOrigin(value));
export const pageOrigins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .pipe(z.array(z.string().refine(isPageOrigin)).max(20));
export const databaseUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol));
/** https, or http on this machine; credentials belong into a file. */
export const auditUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, origin, username, password } = new URL(value);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopbackOrigin(origin));
  return isSafe && username === '' && password === '';
});
export const hashes = z
  .string()
  .transform((value) => value.split(',').map((hash) => hash.trim()))
  .pipe(z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(10));
export const scopeName = z.stringFormat('scope', /^[A-Za-z0-9_.-]{1,100}$/);
export const hostName = z.stringFormat('host', /^[A-Za-z0-9.:_-]{1,253}$/);
export const extensionId = z.stringFormat('extensionId', /^[a-p]{32}$/);
export const badge = z.string().trim().min(1).max(30);
export const managedIdentity = z.union([z.literal('system'), guidText]);
export const graphVersion = z.enum(['v1.0', 'beta']);
export const passTo = z.enum(['operator', 'manager']);
export const selfService = z.enum(['app', 'delegated']);
export const logLevel = z.enum(['debug', 'info', 'warn', 'error']);
export const pageUrl = z.string().refine(isPageOrigin);
export const language = z.enum(LANGUAGES);
export const helpText = z.string().regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,120}$/u);
export const mailAddress = z.string().refine(isMailAddress);
/** Server, port and who we are there; nothing of a URL's rest, in which a mail library would take orders. */
export const smtpUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(value);
  const isPlain = (pathname === '' || pathname === '/') && search === '' && hash === '';
  return /^smtps?:$/.test(protocol) && hostname !== '' && isPlain;
});
