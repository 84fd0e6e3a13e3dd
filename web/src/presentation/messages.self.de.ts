import type { selfMessages as english } from './messages.self.en.ts';
import type { Translation } from './translation.ts';

/** Wörter von *Meine Schlüssel*. */
export const selfMessages: Translation<typeof english> = {
  title: 'Meine Schlüssel',
  loading: 'Ihre Schlüssel werden gelesen…',
  waitingTitle: 'PINs, die auf Sie warten',
  waitingText: (key) =>
    `Ihr neuer Sicherheitsschlüssel (${key}) hat eine PIN, die nur Sie sehen können, und nur einmal. Halten Sie den Schlüssel bereit.`,
  prepared: 'Vorbereitet',
  showPin: 'PIN anzeigen',
  fetched:
    'Diese PIN ging an ein Fenster, das nicht gemeldet hat, dass Sie sie gesehen haben. Sie können sie noch sehen. Waren Sie das nicht, verständigen Sie zuerst Ihre Administration.',
  revealed: 'Diese PIN wurde angezeigt. Sie wird nicht noch einmal angezeigt.',
  destroyed: 'Niemand hat diese PIN 30 Tage lang angesehen, deshalb wurde sie vernichtet.',
  again: 'Brauchen Sie sie? Bitten Sie Ihren Servicedesk, den Schlüssel neu einzurichten.',
  passkeys: 'Ihre Passkeys',
  plugged: 'Den Schlüssel in meiner Hand verwalten: PIN, Passkeys, Fingerabdrücke',
  registerOwn: 'Selbst einen Sicherheitsschlüssel registrieren',
  noPasskeys: 'Sie haben noch keinen Sicherheitsschlüssel',
  noPasskeysText:
    'Ihr Servicedesk richtet einen für Sie ein. Er erscheint hier, sobald er Ihnen gehört.',
};
