import type { RackKeyView, ToPage } from './protocol.ts';
import type { RackSocket } from './rackSocket.ts';

type RackMessage = Extract<ToPage, { type: 'rack' }>;

/** Puts the drawer of software keys onto the page: plug, unplug, touch, and a choice of models. */
export function mountDrawer(socket: RackSocket): void {
  const style = element('link', { rel: 'stylesheet', href: '/demo/drawer.css' });
  document.head.append(style);

  const list = element('ul', { className: 'kw-drawer-keys' });
  const summaryState = element('span', { className: 'kw-drawer-state' });
  const summary = element('summary', {}, element('span', {}, 'Software keys'), summaryState);
  const models = element('select', { id: 'kw-drawer-model' });
  const add = element('button', { type: 'button' }, 'Add key');
  add.addEventListener('click', () => socket.say({ type: 'add', profileId: models.value }));
  const label = element('label', { htmlFor: 'kw-drawer-model' }, 'Model');
  const drawer = element(
    'details',
    { className: 'kw-drawer', open: matchMedia('(min-width: 700px)').matches },
    summary,
    element('p', { className: 'kw-drawer-note' }, 'Stand-ins for real keys, in the demo only.'),
    list,
    element('div', { className: 'kw-drawer-add' }, label, models, add),
  );
  const section = element('aside', {}, drawer);
  section.setAttribute('aria-label', 'Software keys of the demo');
  document.body.append(section);

  const rows = new Map<string, KeyRow>();
  socket.onRack((rack) => {
    showModels(models, rack);
    const present = new Set(rack.keys.map(({ id }) => id));
    for (const [id, row] of rows) {
      if (present.has(id)) continue;
      row.root.remove();
      rows.delete(id);
    }
    for (const key of rack.keys) {
      const row = rows.get(key.id) ?? createRow(socket, key);
      if (!rows.has(key.id)) {
        rows.set(key.id, row);
        list.append(row.root);
      }
      row.show(key);
    }
    const waiting = rack.keys.filter((key) => key.waitingForTouch).length;
    const plugged = rack.keys.filter((key) => key.plugged).length;
    summaryState.textContent = waiting > 0 ? 'waiting for touch' : `${plugged} plugged in`;
    drawer.classList.toggle('kw-drawer-waiting', waiting > 0);
  });
}

interface KeyRow {
  readonly root: HTMLLIElement;
  show(key: RackKeyView): void;
}

function createRow(socket: RackSocket, key: RackKeyView): KeyRow {
  const { id } = key;
  const state = element('span', { className: 'kw-drawer-key-state' });
  const plug = element('button', { type: 'button' });
  const touch = element('button', { type: 'button', className: 'kw-drawer-touch' }, 'Touch');
  const remove = element('button', { type: 'button', className: 'kw-drawer-remove' }, 'Remove');
  let isPlugged = key.plugged;
  plug.addEventListener('click', () => socket.say({ type: isPlugged ? 'unplug' : 'plug', id }));
  touch.addEventListener('click', () => socket.say({ type: 'touch', id }));
  remove.addEventListener('click', () => socket.say({ type: 'remove', id }));
  const name = element('span', { className: 'kw-drawer-key-name' }, key.label);
  const root = element('li', {}, name, state, plug, touch, remove);
  root.dataset['key'] = id;
  return {
    root,
    show(now) {
      isPlugged = now.plugged;
      plug.textContent = now.plugged ? 'Unplug' : 'Plug in';
      plug.setAttribute('aria-label', `${plug.textContent} ${now.label}`);
      touch.setAttribute('aria-label', `Touch ${now.label}`);
      remove.setAttribute('aria-label', `Remove ${now.label}`);
      touch.disabled = !now.plugged;
      remove.disabled = now.plugged;
      root.classList.toggle('kw-drawer-waiting', now.waitingForTouch);
      root.classList.toggle('kw-drawer-winking', now.winking);
      state.textContent = now.waitingForTouch
        ? 'blinking: touch it'
        : now.winking
          ? 'winking'
          : now.plugged
            ? 'plugged in'
            : 'in the drawer';
    },
  };
}

function showModels(select: HTMLSelectElement, { models }: RackMessage): void {
  if (select.options.length === models.length) return;
  select.replaceChildren(
    ...models.map(({ id, label, description }) =>
      element('option', { value: id, title: description }, label),
    ),
  );
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  members: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), members);
  made.append(...children);
  return made;
}
