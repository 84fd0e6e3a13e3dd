import { escapeHtml } from './escapeHtml.ts';
import type { Language } from './language.ts';
import { mailMessagesDe } from './messages.de.ts';
import { type MailMessages, mailMessagesEn } from './messages.en.ts';
import type { Notice, NoticeKey } from './notice.ts';

/** A mail's subject and its two bodies, which say the same. */
export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface NoticeSettings {
  readonly language: Language;
  readonly helpText: string | null;
  /** Origin of the page, the only link a mail may hold: it opens nothing by itself. */
  readonly pageUrl: string | null;
}

const WORDS: Readonly<Record<Language, MailMessages>> = { en: mailMessagesEn, de: mailMessagesDe };
const LONGEST = 120;
/** A message is a paragraph, where all else from outside is a name. */
const LONGEST_MESSAGE = 500;
/** Where a notice leads, if not to the first page; nothing of anybody is in an address. */
const PATHS: Partial<Record<Notice['kind'], string>> = {
  invitation: '/enrol',
  keyBound: '/my-keys/report',
  keyRemoved: '/my-keys/report',
  keyLost: '/invitations',
  keyKept: '/removals',
  approvalAsked: '/approvals',
  posture: '/readiness',
  removalStarted: '/removals',
};
const AS_TIME = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
const TIMES: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', AS_TIME),
  de: new Intl.DateTimeFormat('de-DE', AS_TIME),
};

/** Writes a notice. Names and models come from outside: one line each, escaped in HTML, and in no header. */
export function renderNotice(
  notice: Notice,
  recipientName: string | null,
  settings: NoticeSettings,
): RenderedNotice {
  const language = 'language' in notice ? notice.language : settings.language;
  const words = WORDS[language];
  const { helpText } = settings;
  const link = linkOf(notice, settings);
  const { subject, paragraphs } = contentOf(notice, words, language);
  const lines = [
    ...(recipientName === null ? [] : [words.greeting(oneLine(recipientName))]),
    ...paragraphs,
    ...(link === null || notice.kind === 'alert' ? [] : [words[notice.kind].page(link)]),
    ...(helpText === null ? [] : [words.help(oneLine(helpText))]),
    words.why,
  ];
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: htmlOf(subject, lines, language, link),
  };
}

function linkOf({ kind }: Notice, { pageUrl }: NoticeSettings): string | null {
  return pageUrl === null ? null : `${pageUrl}${PATHS[kind] ?? ''}`;
}

function contentOf(notice: Notice, words: MailMessages, language: Language) {
  const at = timeOf(notice.at, language);
  switch (notice.kind) {
    case 'keyBound': {
      const { subject, paragraphs } = words.keyBound;
      return { subject, paragraphs: paragraphs(nameOf(notice.key), at) };
    }
    case 'keyRemoved': {
      const { subject, paragraphs, unnamed, how, by, next } = words.keyRemoved;
      const said = notice.by === null ? how[notice.how] : by(oneLine(notice.by));
      return {
        subject,
        paragraphs: [...paragraphs(nameOf(notice.key) || unnamed, at), said, next],
      };
    }
    case 'keyLost': {
      const { subject, paragraphs } = words.keyLost;
      return { subject, paragraphs: paragraphs(oneLine(notice.person), nameOf(notice.key), at) };
    }
    case 'keyKept': {
      const { subject, unnamed, paragraphs } = words.keyKept;
      const key = nameOf(notice.key) || unnamed;
      return { subject, paragraphs: paragraphs(oneLine(notice.person), key, at) };
    }
    case 'pinDisclosed': {
      const { subject, paragraphs } = words.pinDisclosed;
      return { subject, paragraphs: paragraphs[notice.to](nameOf(notice.key), at) };
    }
    case 'invitation': {
      const { subject, reminder, paragraphs, by, message, pass } = words.invitation;
      const said = notice.message === null ? null : oneLine(notice.message, LONGEST_MESSAGE);
      const name = notice.by === null ? null : oneLine(notice.by);
      return {
        subject: notice.isReminder ? reminder : subject,
        paragraphs: [
          ...paragraphs(at),
          ...(said === null ? [] : [name === null ? message(said) : by(name, said)]),
          pass[notice.passTo],
        ],
      };
    }
    case 'passToHandOver': {
      const { subject, paragraphs } = words.passToHandOver;
      return { subject, paragraphs: paragraphs(oneLine(notice.person)) };
    }
    case 'approvalAsked': {
      const { subject, actions, facts, next } = words.approvalAsked;
      const { actorId, holderId, approvalId } = notice;
      const about = facts(at, actorId, holderId ?? '–', approvalId);
      return { subject, paragraphs: [actions[notice.action], ...about, next] };
    }
    case 'posture': {
      const { subject, isGoodAgain, checks, states, facts, next } = words.posture;
      const { check, state } = notice;
      return {
        subject: state === 'ok' ? isGoodAgain : subject,
        paragraphs: [facts(checks[check], at), states[state], next],
      };
    }
    case 'removalStarted': {
      const { subject, facts, next } = words.removalStarted;
      const { count, actorId, removalId } = notice;
      return { subject, paragraphs: [...facts(String(count), at, actorId, removalId), next] };
    }
    case 'alert': {
      const { subject, reasons, facts, next } = words.alert;
      const { actorId, holderId, enrolmentId } = notice;
      const about = facts(at, actorId, holderId, enrolmentId);
      return { subject, paragraphs: [reasons[notice.reason], ...about, next] };
    }
  }
}

function htmlOf(
  title: string,
  lines: readonly string[],
  language: Language,
  link: string | null,
): string {
  const address = link === null ? null : escapeHtml(link);
  const body = lines.map((line) => {
    const escaped = escapeHtml(line);
    // Only our own address becomes a link, and only where it ends the line we wrote it into.
    const isLink = address !== null && line.endsWith(` ${link}`);
    return `<p>${isLink ? `${escaped.slice(0, -address.length)}<a href="${address}">${address}</a>` : escaped}</p>`;
  });
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body>`,
    ...body,
    '</body></html>',
    '',
  ].join('\n');
}

function nameOf({ productName, serial }: NoticeKey): string {
  return oneLine(serial === null ? productName : `${productName} (${serial})`);
}

function timeOf(at: string, language: Language): string {
  return `${TIMES[language].format(new Date(at))} UTC`;
}

/** Text from outside as one short line without control or direction characters. */
function oneLine(text: string, longest = LONGEST): string {
  const line = [...text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()];
  return line.length <= longest ? line.join('') : `${line.slice(0, longest).join('')}…`;
}
