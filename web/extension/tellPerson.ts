import type { CeremonyCall } from '#web/adapters/webauthn/repairOptions.ts';

const WORDS: Readonly<Record<CeremonyCall['type'], readonly [title: string, text: string]>> = {
  create: [
    'Use the new security key now',
    'The browser asks for it: choose “Security key”, plug it in, type its PIN and touch it.',
  ],
  prove: [
    'The same key once more',
    'The browser asks whether its new passkey works. Type the key’s PIN and touch it.',
  ],
};
const LAST = 'This window closes by itself. Close it to stop.';

/** Says in the window what is going on; without it there would be a page of metadata behind the browser's dialog. */
export function tellPerson(page: Document, type: CeremonyCall['type']): void {
  const [title, text] = WORDS[type];
  const box = page.createElement('main');
  Object.assign(box.style, {
    font: '16px/1.5 system-ui, sans-serif',
    color: '#1b1f24',
    maxWidth: '26em',
    margin: '0 auto',
    padding: '48px 24px',
  });
  const heading = page.createElement('h1');
  heading.textContent = title;
  Object.assign(heading.style, { font: '600 24px/1.3 system-ui, sans-serif', margin: '0 0 16px' });
  const lines = [text, LAST].map((words) => {
    const line = page.createElement('p');
    line.textContent = words;
    return line;
  });
  box.append(heading, ...lines);
  page.title = `Keywright: ${title}`;
  page.documentElement.style.background = '#ffffff';
  page.body.replaceChildren(box);
}
