import type { scopeMessages as english } from './messages.scopes.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

/** Wörter der *Bereiche*: Für wen Operatoren handeln dürfen. */
export const scopeMessages: Translation<typeof english> = {
  title: 'Bereiche',
  link: 'Bereiche: Für wen Operatoren handeln dürfen',
  back: 'Operatoren',
  intro:
    'Ein Bereich sagt, für wen ein Operator handeln darf: für die Personen einer Gruppe samt den Gruppen darin, für die einer Verwaltungseinheit oder für alle. Wer mehrere hat, hat sie alle zusammen. Die Administration braucht keinen.',
  notInForce: 'Bereiche zählen noch nicht',
  notInForceText:
    'Jeder Operator handelt für alle, bis der Dienst auf KEYWRIGHT_OPERATOR_SCOPES=yes gestellt ist. Was Sie hier festlegen, zählt von da an.',
  now: 'Bereiche jetzt',
  loading: 'Bereiche werden gelesen…',
  none: 'Niemand hat einen Bereich',
  noneText: 'Geben Sie unten den ersten, bevor die Einstellung eingeschaltet wird.',
  noneInForce:
    'Darum kann kein Operator etwas für jemanden tun. Geben Sie unten den ersten Bereich.',
  by: 'von',
  version: (version) => `Version ${version}`,
  changes: 'Letzte Änderungen',
  gave: 'Gegeben',
  took: 'Entzogen',
  take: 'Entziehen…',
  giveTitle: 'Einen Bereich geben',
  everybody: 'Alle',
  everybodyIn: 'Alle in der Gruppe',
  peopleOfGroup: 'Die Personen der Gruppe',
  peopleOfUnit: 'Die Personen der Verwaltungseinheit',
  who: 'Wer',
  forWhom: 'Für wen gehandelt werden darf',
  giving: {
    title: 'Diesen Bereich geben?',
    text: 'Er zählt sofort; wer in welcher Gruppe ist, wird jede Minute neu nachgesehen. Im Protokoll steht, wer ihn wann gegeben hat.',
    confirm: 'Geben',
  },
  taking: {
    title: 'Diesen Bereich entziehen?',
    text: 'Vom nächsten Schlüssel an gibt es für diese Personen keinen mehr, auch mitten in einer Serie, wenn kein anderer Bereich sie umfasst. Ein begonnener Schlüssel wird fertig.',
    confirm: 'Entziehen',
  },
  isGiven: 'Der Bereich ist gegeben.',
  isTaken: 'Der Bereich ist entzogen.',
  conflictTitle: 'Diese Bereiche wurden inzwischen geändert',
  conflictText:
    'Es ist nichts geschehen. Schließen Sie dies, sehen Sie sich die Liste an, wie sie jetzt ist, und entscheiden Sie neu.',
  close: 'Schließen',
  cancel: 'Abbrechen',
  form: {
    who: 'Wer',
    operator: 'Ein Operator',
    groupOfOperators: 'Alle in einer Gruppe',
    findOperators: 'Gruppe von Operatoren',
    findPeople: 'Gruppe von Personen',
    findHelp: 'Wörter ihres Namens oder ihre Objekt-ID.',
    forWhom: 'Für wen gehandelt werden darf',
    group: 'Die Personen einer Gruppe',
    unit: 'Die Personen einer Verwaltungseinheit',
    everyone: 'Alle',
    findUnit: 'Verwaltungseinheit',
    unitPlaceholder: 'Essen',
    unitsFound: (value) =>
      plural(value, '1 Einheit gefunden', `${digits(value)} Einheiten gefunden`),
    noUnit: (query) => `Keine Verwaltungseinheit heißt „${query}“.`,
    give: 'Diesen Bereich geben…',
  },
};
