import type { Page } from '@playwright/test';
import type { AnswerSchema, HostileAnswers } from './hostileAnswer.ts';

/** What is used of the API's document. */
interface ApiDocument {
  readonly components: { readonly schemas: Readonly<Record<string, AnswerSchema>> };
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get?: {
          readonly responses: Readonly<
            Record<
              string,
              { readonly content?: Readonly<Record<string, { readonly schema: AnswerSchema }>> }
            >
          >;
        };
      }
    >
  >;
}

/** A path that is read, and what it is answered with. */
interface ReadPath {
  readonly path: RegExp;
  readonly schema: AnswerSchema;
}

/** Every answer in JSON that a page reads, by the API's own document; the more exact path first. */
export function answerSchemas(document: ApiDocument): {
  readonly schemas: Readonly<Record<string, AnswerSchema>>;
  readonly paths: readonly ReadPath[];
} {
  const paths = Object.entries(document.paths)
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)
    .flatMap(([path, { get }]) => {
      const schema = get?.responses['200']?.content?.['application/json']?.schema;
      if (schema === undefined || path === '/api/openapi.json') return [];
      return [{ path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), schema }];
    });
  return { schemas: document.components.schemas, paths };
}

/** Has the page read hostile answers from now on, whatever it asks for. What it changes still goes to the backend. */
export async function answerWithHostility(
  page: Page,
  backendOrigin: string,
  { paths, answers }: { readonly paths: readonly ReadPath[]; readonly answers: HostileAnswers },
): Promise<void> {
  await page.route(`${backendOrigin}/api/**`, async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    const known = paths.find(({ path }) => path.test(pathname));
    if (request.method() !== 'GET' || known === undefined) return route.fallback();
    const answer = answers.make(known.schema);
    const body = pathname === '/api/me' ? { ...(answer as object), roles: ['Admin'] } : answer;
    return route.fulfill({
      json: body,
      headers: { 'access-control-allow-origin': new URL(page.url()).origin },
    });
  });
}

/** Everything that must not come of a text, from now on. Empty as long as nothing did. */
export function watchForHostility(page: Page, ownOrigins: readonly string[]): string[] {
  const faults: string[] = [];
  const isOwn = (address: string) => {
    const { protocol, origin } = new URL(address);
    return ['about:', 'data:', 'blob:'].includes(protocol) || ownOrigins.includes(origin);
  };
  page.on('request', (request) => {
    const address = request.url();
    if (!isOwn(address)) faults.push(`asked for ${address}`);
  });
  page.on('framenavigated', (frame) => {
    if (!isOwn(frame.url())) faults.push(`went to ${frame.url()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (opened) => faults.push(`opened ${opened.url()}`));
  page.on('download', (download) => faults.push(`saved ${download.suggestedFilename()}`));
  return faults;
}

/** What texts have become on the screen. */
export interface Shown {
  /** How many of them are there, as text. */
  readonly texts: number;
  /** What is there that no page of ours makes, or that leads elsewhere. */
  readonly faults: readonly string[];
}

/** Opens all that is folded, and looks at every element and link. */
export function lookForHostility(page: Page, texts: readonly string[]): Promise<Shown> {
  return page.evaluate((given) => {
    for (const one of document.querySelectorAll('details')) one.open = true;
    const plain = (text: string) => text.replaceAll(/[\s\0]+/g, ' ').trim();
    const text = plain(document.body.textContent);
    const faults: string[] = [];
    if ('hostile' in globalThis) faults.push('a script was run');
    if (document.title === 'hostile') faults.push(`the title is ${document.title}`);
    const notOurs =
      'script:not([src]), object, embed, base, portal, marquee, isindex, keygen, math, form[action], meta[http-equiv], body style, body link';
    for (const element of document.querySelectorAll(notOurs)) faults.push(element.outerHTML);
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) faults.push(`${element.tagName} has ${name}`);
        if (name === 'src' && /hostile|^\W*javascript:/i.test(value)) faults.push(`src ${value}`);
        if (name === 'srcdoc') faults.push(`srcdoc ${value}`);
      }
    }
    for (const link of document.links) {
      const isWeb = link.protocol === 'http:' || link.protocol === 'https:';
      if (!isWeb || link.host.includes('hostile')) faults.push(`a link to ${link.href}`);
    }
    const overrides = /[\u202a-\u202e\u2066-\u2069]/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!overrides.test(node.nodeValue ?? '')) continue;
      const { parentElement } = node;
      // Nothing but the text itself may be turned round by it.
      const isAlone = parentElement?.closest('bdi, [dir=auto], textarea, option') !== null;
      const isBlock =
        parentElement !== null &&
        parentElement.childNodes.length === 1 &&
        !getComputedStyle(parentElement).display.startsWith('inline');
      if (!isAlone && !isBlock)
        faults.push(`turns its neighbours round: ${parentElement?.outerHTML}`);
    }
    const wanted = given.map(plain).filter((one) => one !== '');
    return {
      texts: wanted.filter((one) => text.includes(one)).length,
      faults: [...new Set(faults)].slice(0, 20),
    };
  }, texts);
}
