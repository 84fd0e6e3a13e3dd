import type { DisclosedPin } from '#bff/enrolment/pinDesk.ts';
import type { Language } from '#bff/mail/language.ts';
import { concat } from '#shared/bytes/concat.ts';
import { drawableLine, isDrawable, tidy } from './drawable.ts';
import { letterMessagesDe } from './letterMessages.de.ts';
import { letterMessagesEn } from './letterMessages.en.ts';

/** What stands on the letter. */
export type LetterFacts = Pick<DisclosedPin, 'pin' | 'holder' | 'key'>;

/** Draws letters with PINs: PDF, a page A4 each, in this order. They are written nowhere. */
export type PrintLetter = (
  first: LetterFacts,
  ...more: LetterFacts[]
) => Promise<Uint8Array<ArrayBuffer>>;

export interface LetterSettings {
  readonly language: Language;
  /** Who to call; null: the colleague who gave them the key. */
  readonly helpText: string | null;
  /** Origin of the page; null: the letter names none. */
  readonly pageUrl: string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const WORDS = { en: letterMessagesEn, de: letterMessagesDe } as const;
const MARGIN = 62;
const WIDTH = 595.28 - 2 * MARGIN;
/** Two thirds down A4: the lower third folds up over the middle one. */
const FOLD_Y = 561;
const BODY = 10.5;
const STEP_INDENT = 17;
const PADDING = 12;
const BLACK = '#000000';
const GREY = '#555555';
const SCREEN_GREY = '#777777';
const PIN_BOX = { left: MARGIN, top: FOLD_Y + 64, width: WIDTH, height: 92 } as const;
/** A PIN of 63 characters still fits two lines. */
const PIN_SIZES = [
  { upTo: 16, size: 34 },
  { upTo: 32, size: 20 },
  { upTo: 63, size: 14 },
] as const;

/** Builds {@link PrintLetter}. PDF's own fonts draw it, so nothing of the machine's gets into it. */
export function createLetterPrinter(settings: LetterSettings): PrintLetter {
  const words = WORDS[settings.language];
  return async (...letters) => {
    const { now } = settings;
    // Read when the first letter is printed: it would be an eighth of every start.
    const { default: PDFDocument } = await import('pdfkit');
    const document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      lang: settings.language,
      displayTitle: true,
      info: { Title: words.title, Producer: 'Keywright', CreationDate: new Date(now()) },
    });
    const finished = collect(document);
    for (const [index, letter] of letters.entries()) {
      if (index > 0) document.addPage();
      drawTop(document, letter, settings);
      drawAdvice(document, settings);
      drawPin(document, letter.pin.reveal(), words);
    }
    document.end();
    return finished;
  };
}

type Page = PDFKit.PDFDocument;

function drawTop(page: Page, { holder, key }: LetterFacts, settings: LetterSettings): void {
  const words = WORDS[settings.language];
  const name = tidy(holder.displayName);
  const hasName = name !== '' && isDrawable(name);
  const date = new Intl.DateTimeFormat(settings.language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(settings.now()));
  page.font('Helvetica-Bold').fontSize(20).text(words.title, { width: WIDTH }).moveDown(0.6);
  rule(page);
  line(page, words.for, drawableLine(hasName ? name : holder.userPrincipalName));
  if (hasName) line(page, '', drawableLine(holder.userPrincipalName));
  else page.font('Helvetica-Oblique').fontSize(BODY).text(words.nameNotDrawn, { width: WIDTH });
  line(page, words.key, drawableLine(key.productName));
  line(page, words.serial, key.serial === null ? words.noSerial : drawableLine(key.serial));
  line(page, words.printed, date);
  page.moveDown(0.4);
  rule(page);
}

function rule(page: Page): void {
  const { y } = page;
  page
    .moveTo(MARGIN, y)
    .lineTo(MARGIN + WIDTH, y)
    .lineWidth(0.7)
    .stroke(GREY);
  page.y = y + 11;
}

function line(page: Page, label: string, value: string): void {
  const { y } = page;
  page.font('Helvetica').fontSize(BODY).fillColor(GREY);
  if (label !== '') page.text(label, MARGIN, y, { width: 120 });
  page.font('Helvetica-Bold').fillColor(BLACK);
  page.text(value, MARGIN + 130, y, { width: WIDTH - 130, paragraphGap: 2.5 });
  page.x = MARGIN;
}

function drawAdvice(page: Page, { language, helpText, pageUrl }: LetterSettings): void {
  const words = WORDS[language];
  const option = { width: WIDTH, paragraphGap: 3.5 };
  page.font('Helvetica-Bold').fontSize(12).text(words.todoTitle, option);
  page.font('Helvetica').fontSize(BODY);
  for (const [index, text] of words.todo.entries()) {
    const { y } = page;
    page.text(`${index + 1}.`, MARGIN, y, { width: STEP_INDENT });
    page.text(text, MARGIN + STEP_INDENT, y, { ...option, width: WIDTH - STEP_INDENT });
    page.x = MARGIN;
  }
  page.moveDown(0.6).font('Helvetica-Bold').fontSize(12).text(words.helpTitle, option);
  page.font('Helvetica').fontSize(BODY);
  page.text(helpText === null ? words.noHelp : drawableLine(helpText), option);
  if (pageUrl !== null) page.text(words.page(drawableLine(pageUrl)), option);
}

/** Lines that come to lie over the PIN when the letter is folded, so that nobody reads it against the light. */
function drawScreen(page: Page): void {
  const top = 2 * FOLD_Y - PIN_BOX.top - PIN_BOX.height;
  if (page.y > top) return;
  page.save().rect(PIN_BOX.left, top, PIN_BOX.width, PIN_BOX.height).clip().lineWidth(0.9);
  for (let x = PIN_BOX.left - PIN_BOX.height; x < PIN_BOX.left + PIN_BOX.width; x += 4) {
    page.moveTo(x, top).lineTo(x + PIN_BOX.height, top + PIN_BOX.height);
    page.moveTo(x, top + PIN_BOX.height).lineTo(x + PIN_BOX.height, top);
  }
  page.stroke(SCREEN_GREY).restore();
}

function drawPin(page: Page, pin: string, words: (typeof WORDS)[Language]): void {
  drawScreen(page);
  page
    .moveTo(MARGIN / 2, FOLD_Y)
    .lineTo(WIDTH + 1.5 * MARGIN, FOLD_Y)
    .dash(4, { space: 4 })
    .lineWidth(0.7)
    .stroke(BLACK)
    .undash();
  const option = { width: WIDTH, align: 'center' } as const;
  page
    .font('Helvetica')
    .fontSize(9)
    .text(words.fold, MARGIN, FOLD_Y + 7, option);
  const size = PIN_SIZES.find(({ upTo }) => pin.length <= upTo)?.size ?? 14;
  page.roundedRect(PIN_BOX.left, PIN_BOX.top, PIN_BOX.width, PIN_BOX.height, 6).stroke(BLACK);
  page.fontSize(12).text(words.pin, MARGIN, PIN_BOX.top + 16, option);
  page
    .font('Courier-Bold')
    .fontSize(size)
    .text(pin, MARGIN + PADDING, PIN_BOX.top + 38, { ...option, width: WIDTH - 2 * PADDING });
}

function collect(document: Page): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', () => resolve(new Uint8Array(concat(...parts))));
    document.on('error', reject);
  });
}
