import type { invitationMessages as english } from './messages.invitations.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

const minutes = (count: number) =>
  count % 60 === 0
    ? `${digits(count / 60)} h`
    : `${digits(count)} ${plural(count, 'Minute', 'Minuten')}`;

/** Wörter der *Einladungen* und der Zugriffspässe, die Führungskräfte übergeben. */
export const invitationMessages: Translation<typeof english> = {
  title: 'Einladungen',
  intro:
    'Personen an anderen Orten richten ihren Schlüssel selbst ein: Sie bekommen eine Mail mit der Adresse der Seite und von Ihnen oder ihrer Führungskraft einen Zugriffspass, mit dem sie sich einmal anmelden.',
  invite: 'Personen einladen',
  loading: 'Einladungen werden gelesen…',
  caption: 'Einladungen, neueste zuerst',
  emptyTitle: 'Noch ist niemand eingeladen',
  emptyText:
    'Schicken Sie einen leeren Schlüssel mit der Post, und laden Sie dann die Person ein, ihn dort einzurichten, wo sie ist.',
  noMail: 'Von hier gehen keine Mails hinaus',
  noMailText: (address) => `Sagen Sie den Eingeladenen, dass sie ${address} öffnen sollen`,
  states: {
    invited: 'Eingeladen',
    opened: 'Seite geöffnet',
    signedIn: 'Angemeldet',
    keySeen: 'Schlüssel eingesteckt',
    enrolled: 'Eingerichtet',
    expired: 'Abgelaufen',
    cancelled: 'Zurückgezogen',
  },
  until: 'Endet',
  by: 'Eingeladen von',
  profile: 'Profil',
  serial: (serial) => `Schlüssel ${serial}`,
  aaguid: (aaguid) => `Modell ${aaguid}`,
  anyKey: 'Jeder Schlüssel',
  onMicrosoftPage:
    'Von der Person selbst auf der Seite von Microsoft registriert; hier hat ihn niemand ausprobiert.',
  serialUnchecked: 'Die Seriennummer des Schlüssels ließ sich auf diesem Weg nicht prüfen.',
  reached: (state) => `So weit kam die Person: ${state}`,
  stoppedBy: (why) => `Der letzte Versuch blieb stehen: ${why}`,
  pass: 'Zugriffspass',
  passStates: {
    issuing: 'Wird ausgestellt…',
    lost: 'Verloren: Die Antwort von Entra kam nicht an, daher kennt ihn niemand. Stellen Sie einen weiteren aus.',
    toShow: 'Noch nicht gesehen',
    shown: 'Gesehen',
    deleting: 'Wird in Entra gelöscht; bis dahin gilt er vielleicht noch',
    over: 'Vorbei',
    none: 'Keiner',
  },
  passFor: (name) => `für ${name}`,
  passUntil: 'endet',
  passFrom: 'beginnt',
  show: 'Zugriffspass anzeigen…',
  remind: 'Erinnern',
  reminded: (name) => `${name} bekommt die Mail noch einmal.`,
  issueAgain: 'Weiteren Pass ausstellen…',
  cancel: 'Zurückziehen…',
  actionsFor: (name) => `Für ${name}`,
  cancelDialog: {
    title: (name) => `Einladung von ${name} zurückziehen?`,
    text: 'Der Zugriffspass wird in Entra gelöscht. Richtet die Person gerade einen Schlüssel ein, wird das zurückgenommen.',
    confirm: 'Einladung zurückziehen',
    keep: 'Behalten',
  },
  again: {
    title: (name) => `Einen weiteren Zugriffspass für ${name}?`,
    text: 'Er wird einmal angezeigt. Der vorige gilt dann nicht mehr.',
    confirm: 'Ausstellen',
  },
  dialog: (person) => ({
    confirmTitle: `Zugriffspass von ${person} anzeigen?`,
    confirmText: `Er wird einmal angezeigt, 30 Sekunden lang, und nie wieder. Haben Sie ${person} am Telefon oder vor sich, und vergewissern Sie sich, wer das ist: Wer den Pass hat, kann sich als diese Person anmelden.`,
    title: `Der Zugriffspass von ${person}`,
    next: () =>
      `Sagen Sie ihn ${person}, Buchstabe für Buchstabe. Groß- und Kleinbuchstaben zählen. Schreiben Sie ihn nicht in eine Mail oder einen Chat.`,
    hiddenText:
      'Er wurde einmal angezeigt und ist hier nicht gespeichert. Ist er nicht angekommen, stellen Sie einen weiteren aus.',
    hidden: 'Der Zugriffspass ist wieder verborgen',
    unseen: 'Der Zugriffspass wurde nicht angezeigt',
    spelled: (pass) => `Zugriffspass: ${[...pass].join(' ')}`,
  }),

  newTitle: 'Personen einladen',
  newIntro:
    'Wählen Sie, wen, wie der Schlüssel eingerichtet wird und wie lange Zeit ist. Was der Mandant ablehnen würde, erfahren Sie, bevor etwas gesendet wird.',
  who: 'Wer',
  listLabel: 'Oder eine Liste',
  listHelp:
    'Benutzernamen oder Mailadressen, je eine pro Zeile, oder CSV mit einer Spalte für die Seriennummer des Schlüssels, den die Person bekommen hat.',
  listPlaceholder: 'userPrincipalName,serialNumber\nadele.vance@contoso.example,20481216',
  addList: 'Zur Liste hinzufügen',
  leftOut: (count) =>
    plural(
      count,
      'Eine Zeile wurde ausgelassen: Sie nennt niemanden',
      `${digits(count)} Zeilen wurden ausgelassen`,
    ),
  line: (line, text) => `Zeile ${digits(line)}: ${text}`,
  tooMany: (most) => `Höchstens ${digits(most)} auf einmal: Nehmen Sie einige von der Liste.`,
  remove: (name) => `${name} entfernen`,
  lookingUp: 'Personen werden nachgeschlagen…',
  ready: 'Bereit',
  how: 'Wie',
  serialLabel: 'Seriennummer des Schlüssels',
  serialHelp: 'Optional. Dann wird kein anderer Schlüssel angenommen.',
  aaguidLabel: 'Modell des Schlüssels (AAGUID)',
  aaguidHelp: 'Optional. Dann wird kein anderes Modell angenommen.',
  aaguidBad: 'Eine Modellkennung sieht aus wie 2fc0579f-8113-47ea-b116-bb5a8db9202a.',
  serialBad: 'Buchstaben, Ziffern und Bindestriche, höchstens 40.',
  messageLabel: 'Persönliche Nachricht',
  messageHelp: 'Optional. Ein Absatz reiner Text, in der Mail und auf ihrer Seite.',
  expires: 'Frist',
  days: (days) => plural(days, '1 Tag', `${digits(days)} Tage`),
  passStart: 'Der Zugriffspass gilt ab',
  passStartHelp: 'Leer: sofort. Er muss innerhalb seiner Gültigkeitsdauer verwendet werden.',
  passLifetime: 'Für wie viele Minuten',
  lifetimeHelp: (least, most, usual) =>
    `Die Richtlinie des Mandanten erlaubt ${minutes(least)} bis ${minutes(most)}; leer: ${minutes(usual)}.`,
  lifetimeUnknown: 'Leer: wie es die Richtlinie des Mandanten vorsieht.',
  passTo: {
    operator:
      'Der Zugriffspass wird Ihnen einmal angezeigt, damit Sie ihn am Telefon oder persönlich sagen.',
    manager:
      'Der Zugriffspass wird der Führungskraft jeder Person einmal angezeigt. Sie bekommt dazu eine Mail.',
  },
  checking: 'Der Mandant wird gefragt…',
  checkedOk: (count) =>
    plural(
      count,
      'Diese Person kann eingeladen werden.',
      `Alle ${digits(count)} können eingeladen werden.`,
    ),
  checkedSome: (ready, all) => `${digits(ready)} von ${digits(all)} können eingeladen werden.`,
  replace: 'Gültige Zugriffspässe ersetzen',
  replaceHelp: 'Der vorhandene wird gelöscht. Wählen Sie das nur, wenn ihn niemand braucht.',
  send: (count) => plural(count, '1 Person einladen', `${digits(count)} Personen einladen`),
  sending: (done, all) => `${digits(done)} von ${digits(all)}`,
  notSent: (count) =>
    plural(
      count,
      'Eine Person konnte nicht eingeladen werden',
      `${digits(count)} Personen konnten nicht eingeladen werden`,
    ),

  myPassesTitle: 'Zugriffspässe für Ihre Mitarbeitenden',
  myPassText: 'Damit melden sie sich einmal an, um einen Sicherheitsschlüssel einzurichten.',
};
