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
  const words = WORDS[settings.language];
  const { pageUrl, helpText } = settings;
  const { subject, paragraphs } = contentOf(notice, words, settings.language);
  const lines = [
    ...(recipientName === null ? [] : [words.greeting(oneLine(recipientName))]),
    ...paragraphs,
    ...(pageUrl === null || notice.kind === 'alert' ? [] : [words[notice.kind].page(pageUrl)]),
    ...(helpText === null ? [] : [words.help(oneLine(helpText))]),
    words.why,
  ];
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: htmlOf(subject, lines, settings),
  };
}

function contentOf(notice: Notice, words: MailMessages, language: Language) {
  const at = timeOf(notice.at, language);
  switch (notice.kind) {
    case 'keyBound': {
      const { subject, paragraphs } = words.keyBound;
      return { subject, paragraphs: paragraphs(nameOf(notice.key), at) };
    }
    case 'pinDisclosed': {
      const { subject, paragraphs } = words.pinDisclosed;
      return { subject, paragraphs: paragraphs[notice.to](nameOf(notice.key), at) };
    }
    case 'alert': {
      const { subject, reasons, facts, next } = words.alert;
      const { actorId, holderId, enrolmentId } = notice;
      const about = facts(at, actorId, holderId, enrolmentId);
      return { subject, paragraphs: [reasons[notice.reason], ...about, next] };
    }
  }
}

function htmlOf(title: string, lines: readonly string[], settings: NoticeSettings): string {
  const { language, pageUrl } = settings;
  const link = pageUrl === null ? null : escapeHtml(pageUrl);
  const body = lines.map((line) => {
    const escaped = escapeHtml(line);
    // Only our own address becomes a link, and only where it ends the line we wrote it into.
    const isLink = link !== null && pageUrl !== null && line.endsWith(` ${pageUrl}`);
    return `<p>${isLink ? `${escaped.slice(0, -link.length)}<a href="${link}">${link}</a>` : escaped}</p>`;
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
function oneLine(text: string): string {
  const line = [...text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()];
  return line.length <= LONGEST ? line.join('') : `${line.slice(0, LONGEST).join('')}…`;
}
