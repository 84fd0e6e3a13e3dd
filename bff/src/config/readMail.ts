import { Secret } from '#bff/log/secret.ts';
import type { Language } from '#bff/mail/language.ts';
import type { SettingReader } from './settingReader.ts';

/** How notices leave; null: nobody gets any. */
export type MailRoute =
  | { readonly kind: 'smtp'; readonly url: Secret<string>; readonly from: string }
  | { readonly kind: 'graph'; readonly senderId: string }
  | null;

/** What mails and letters are made with. */
export interface MailConfig {
  readonly route: MailRoute;
  readonly alertAddress: string | null;
  readonly language: Language;
  readonly helpText: string | null;
  readonly pageUrl: string | null;
}

/** Reads what mails and letters need; contradictions are refused. */
export function readMail(settings: SettingReader): MailConfig {
  const route = readRoute(settings);
  const alertAddress = settings.get('ALERT_MAIL') ?? null;
  if (alertAddress !== null && route === null) settings.refuse('ALERT_MAIL');
  return {
    route,
    alertAddress,
    language: settings.get('LANGUAGE') ?? 'en',
    helpText: settings.get('HELP_TEXT') ?? null,
    pageUrl: settings.get('PAGE_URL') ?? null,
  };
}

function readRoute(settings: SettingReader): MailRoute {
  const url = settings.get('SMTP_URL');
  const from = settings.get('MAIL_FROM');
  const senderId = settings.get('MAIL_SENDER');
  if (senderId !== undefined) {
    if (settings.has('SMTP_URL')) settings.refuse('MAIL_SENDER');
    return { kind: 'graph', senderId };
  }
  if (!settings.has('SMTP_URL')) return null;
  if (!settings.has('MAIL_FROM')) settings.refuse('MAIL_FROM', 'is missing');
  return url === undefined || from === undefined
    ? null
    : { kind: 'smtp', url: new Secret(url), from };
}
