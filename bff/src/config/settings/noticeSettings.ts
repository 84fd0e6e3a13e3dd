import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** Mails, letters and alerts. */
export const noticeSettings = {
  PAGE_URL: {
    meaning:
      'Address of the page that mails and letters name, its origin only. Without it they name none.',
    expects: 'an origin such as https://keys.example.com, without a path',
    schema: schemas.pageUrl,
  },
  LANGUAGE: {
    meaning: 'Language of mails and letters: `en` or `de`.',
    expects: '`en` or `de`',
    default: 'en',
    schema: schemas.language,
  },
  HELP_TEXT: {
    meaning: 'Who to call, one line on mails and letters, such as `Service desk, +49 30 123456`.',
    expects: 'a line of 1 to 120 characters',
    schema: schemas.helpText,
  },
  SMTP_URL: {
    meaning:
      'Mail server for notices: `smtps://user:password@host:port`, or `smtp://` for STARTTLS, which is required but on this machine. Needs MAIL_FROM.',
    expects:
      'an address such as smtps://user:password@mail.example.com:465 and nothing after the port',
    secret: true,
    schema: schemas.smtpUrl,
  },
  MAIL_FROM: {
    meaning: 'Sender of notices that go by SMTP.',
    expects: 'one mail address',
    schema: schemas.mailAddress,
  },
  MAIL_SENDER: {
    meaning:
      'Sends notices through Graph instead: object id of the account whose mailbox they come from. Needs the permission Mail.Send.',
    expects: 'a GUID, and not beside KEYWRIGHT_SMTP_URL',
    schema: schemas.guidText,
  },
  ALERT_MAIL: {
    meaning:
      'Who gets a mail when somebody asks for a PIN that is not theirs, or again, when an approval is asked for, when many keys are about to be removed, when a key is lost, when somebody says that what was done to their keys was not them, and when *Readiness* finds a change. Without it alerts are in the log and the audit only.',
    expects: 'one mail address, with KEYWRIGHT_SMTP_URL or KEYWRIGHT_MAIL_SENDER',
    schema: schemas.mailAddress,
  },
} as const satisfies Record<string, Setting>;
