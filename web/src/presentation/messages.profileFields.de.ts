import type { FileProblem } from '#shared/enrolment/fileProblem.ts';
import type { ProfileProblem } from '#shared/enrolment/profileProblems.ts';
import type { ScriptNote } from '#shared/enrolment/scriptConfig.ts';
import type { profileFieldMessages as english } from './messages.profileFields.en.ts';
import { digits, plural } from './numbers.de.ts';
import type { Translation } from './translation.ts';

const fields: Translation<typeof english.fields> = {
  name: {
    label: 'Name',
    meaning:
      'Danach wählen Operatoren an der Station. Keine zwei verwendeten Profile haben denselben Namen.',
  },
  description: {
    label: 'Wofür es ist',
    meaning: 'Ein Satz für Ihre Kolleginnen und Kollegen. Er ändert nichts auf einem Schlüssel.',
  },
  pin: {
    label: 'PIN',
    meaning:
      'Woher die PIN des Schlüssels kommt, entscheidet, wer sie je kennen kann. Eine erzeugte PIN wird versiegelt, bevor sie gesetzt wird, damit keine verloren geht. Ein Schlüssel, der einmal eine PIN hat, kann sie ändern, aber nicht mehr ohne sein.',
  },
  reset: {
    label: 'Schon benutzte Schlüssel',
    meaning:
      'Zurücksetzen löscht alle Passkeys auf dem Schlüssel und seine PIN, für alle Websites und nicht nur für Entra. Es geschieht nie, ohne dass eine Person es für diesen Schlüssel bestätigt.',
  },
  minPinLength: {
    label: 'Mindestlänge der PIN',
    meaning:
      'Der Schlüssel selbst lehnt ab dann kürzere PINs ab, auch wenn die Person später eine eigene wählt. Der Wert lässt sich später erhöhen und nie senken. Ein Schlüssel, der das nicht kann, wird ohne eingerichtet, und die Station sagt es.',
  },
  minPinLengthRpIds: {
    label: 'Wer nach der Mindestlänge fragen darf',
    meaning:
      'Websites (RP-IDs wie login.microsoft.com), denen der Schlüssel seine Mindestlänge nennt. Entra fragt nicht danach, daher bleibt das meist leer.',
  },
  forcePinChange: {
    label: 'PIN bei der ersten Benutzung ändern',
    meaning:
      'Der Schlüssel meldet nicht an, bis eine andere PIN gewählt ist. Das endet mit dieser Änderung. Windows 11 und Chrome auf macOS fragen beiläufig danach; anderswo braucht die Person dafür eine Einstellungsseite.',
  },
  alwaysUv: {
    label: 'Jedes Mal PIN oder Fingerabdruck verlangen',
    meaning:
      'Auch für Websites, denen eine Berührung genügt. Mit der PIN lässt es sich wieder ausschalten, sofern das Modell es zulässt; auf vielen Schlüsseln schaltet es auch das ältere U2F aus.',
  },
  enterpriseAttestation: {
    label: 'Enterprise Attestation',
    meaning:
      'Lässt den Schlüssel Websites, die sein Hersteller eingetragen hat, nennen, welcher einzelne Schlüssel er ist. Das braucht dafür bestellte Schlüssel; Entra fragt nicht danach.',
  },
  requireTrustedAttestation: {
    label: 'Nur echte Schlüssel',
    meaning:
      'Das Zertifikat des Schlüssels muss zu einer Wurzel führen, der Ihre Installation vertraut (KEYWRIGHT_ATTESTATION_ROOTS_FILE), auch wo Entra weniger verlangt. Ohne diese Datei wird jeder Schlüssel abgelehnt.',
  },
  allowedAaguids: {
    label: 'Modelle',
    meaning:
      'Ein Schlüssel eines anderen Modells wird abgelehnt, bevor etwas auf ihm geändert wird. Auch die Passkey-Richtlinie von Entra gilt: Dies kann nur enger sein.',
  },
  displayNameTemplate: {
    label: 'Name in Entra',
    meaning:
      'So heißt der Passkey in Entra, höchstens 30 Zeichen. {serial} {model} {upn} {date} {aaguid} werden ausgefüllt; wird es zu lang, bleibt die Seriennummer ganz.',
  },
  oldKeys: {
    label: 'Die anderen Passkeys der Person',
    meaning:
      'Entfernt wird erst, wenn der neue Schlüssel gezeigt hat, dass er anmelden kann. So sperrt ein Schlüssel, der nicht funktioniert, niemanden aus. Wer einen entfernten Schlüssel wieder braucht, muss ihn neu einrichten.',
  },
  onForbidden: {
    label: 'Ein nicht zugelassener Schlüssel von der Seite von Microsoft',
    meaning:
      'Wer einen Schlüssel auf der Seite von Microsoft registriert, kann jeden wählen, den Entra annimmt. Keywright sieht ihn hinterher. Entfernen nimmt ihn binnen Sekunden aus Entra; es trifft immer nur den Schlüssel, der während der Beobachtung erschien, und zählt zu den Entfernungen des Operators.',
  },
  ways: {
    label: 'Wie der Schlüssel erreicht werden darf',
    meaning:
      'Nur WebHID liest einen Schlüssel, bevor etwas mit ihm geschieht, löscht ihn, versiegelt seine PIN und setzt seine Regeln. Auf den anderen Wegen erzeugt der Browser den Passkey; was sie nicht setzen können, entfällt, und die Station sagt es.',
  },
};

const problems: Readonly<Record<ProfileProblem['problem'] | 'name_taken', string>> = {
  name_empty: 'Geben Sie dem Profil einen Namen, in einer Zeile.',
  name_too_long: 'Höchstens 60 Zeichen.',
  name_taken: 'Ein anderes verwendetes Profil hat diesen Namen.',
  description_too_long: 'Höchstens 300 Zeichen.',
  pin_length_out_of_range: 'Eine erzeugte PIN hat 6 bis 63 Zeichen.',
  min_pin_length_out_of_range: 'Schlüssel nehmen eine Mindestlänge von 4 bis 63 an.',
  pin_shorter_than_minimum:
    'Die erzeugte PIN ist kürzer als die Mindestlänge unten. Erzeugen Sie eine längere, oder senken Sie die Mindestlänge.',
  disclosure_without_random_pin: 'Nur eine erzeugte PIN kann jemandem gesagt werden.',
  disclosed_pin_is_kept:
    'Jemand anderes hat diese PIN gesehen, daher darf es nicht bei ihr bleiben. Wählen Sie „PIN bei der ersten Benutzung ändern“, oder lassen Sie nur die Person selbst sie sehen.',
  existing_pin_with_reset:
    'Zurücksetzen löscht die PIN, die behalten werden soll. Wählen Sie „Nie löschen“ oder eine andere PIN.',
  rp_ids_without_minimum:
    'Es gibt keine Mindestlänge zu nennen. Setzen Sie eine, oder leeren Sie diese Liste.',
  rp_id_malformed: 'Ein Domänenname pro Zeile, ohne https:// und Pfade.',
  too_many_rp_ids: 'Höchstens 8; Schlüssel fassen nur wenige.',
  template_empty: 'Ohne Namen könnte niemand die eigenen Schlüssel unterscheiden.',
  template_too_long: 'Höchstens 100 Zeichen.',
  template_placeholder_unknown:
    'In geschweiften Klammern bedeuten nur {serial}, {model}, {upn}, {date} und {aaguid} etwas.',
  aaguid_malformed: 'Eine davon ist keine AAGUID.',
  too_many_models: 'Höchstens 100 Modelle. Lassen Sie das leer, um jedes anzunehmen.',
  ways_empty: 'Wählen Sie mindestens einen.',
  way_cannot_follow:
    'Schlüssel löschen, eine PIN erzeugen und ihre Änderung erzwingen braucht WebHID. Lassen Sie nur diesen Weg, oder ändern Sie jene Einstellungen.',
};

const fileProblems: Readonly<Record<FileProblem['problem'], (member: string) => string>> = {
  too_large: () => 'Das ist zu groß für ein Profil.',
  not_json: () =>
    'Das ist kein JSON. Am Ende fehlt vielleicht eine Klammer oder ein Anführungszeichen.',
  not_an_object: () => 'Das ist JSON, aber kein Profil.',
  other_format: () =>
    'Das ist weder ein hier gespeichertes Profil noch eine configs.json der Skripte.',
  newer_format: () => 'Das wurde von einer späteren Version von Keywright gespeichert.',
  member_missing: (member) => `„${member}“ fehlt.`,
  member_unknown: (member) => `„${member}“ ist hier nicht bekannt.`,
  member_malformed: (member) => `„${member}“ hat einen Wert, der nicht möglich ist.`,
};

const scriptNotes: Readonly<Record<ScriptNote, string>> = {
  tenant_is_a_setting: 'Der Mandant ist eine Einstellung des Backends.',
  client_is_a_setting: 'Das Backend hat eine eigene Anwendung in Entra.',
  secret_not_needed:
    'Es wurde nicht übernommen und nirgendwohin gesendet. Keywright braucht kein Clientgeheimnis: Entfernen Sie dieses in Entra, und die Datei dazu.',
  group_not_taken: 'Für wen ein Schlüssel ist, wird an der Station gewählt.',
  challenge_fetched_late:
    'Nicht nötig: Die Challenge wird geholt, wenn der Schlüssel bereit ist, und erneut, wenn sie abläuft. Wie lange sie gilt, wählen Sie bei jeder Serie.',
  old_keys_removed_later:
    'Übernommen, in anderer Reihenfolge: Alte Passkeys gehen, wenn der neue Schlüssel geprüft ist, nicht vorher.',
  pin_told_once:
    'Übernommen: sechs zufällige Ziffern. Sie werden dem Operator einmal angezeigt und stehen in keiner Liste.',
  pin_for_holder_only:
    'Übernommen: sechs zufällige Ziffern. Da keine Änderung erzwungen wird, bekommt nur die Person selbst sie zu sehen.',
  policy_member_absent:
    'Nicht in dieser Datei: keine Mindestlänge der PIN und keine erzwungene Änderung.',
  unknown_member: 'Gehört nicht zu den Skripten. Es wurde nicht beachtet.',
};

/** Wörter über die Teile von Profilen: was sie bedeuten, was sich widerspricht, und was mit einer Datei nicht stimmt. */
export const profileFieldMessages: Translation<typeof english> = {
  fields,
  problems,
  fileProblems,
  scriptNotes,
  pinSources: {
    random: { label: 'Zufällig erzeugt', hint: 'Keywright erzeugt und versiegelt sie.' },
    typedByHolder: {
      label: 'Von der Person eingegeben',
      hint: 'Sie steht an der Station; niemand sonst erfährt die PIN.',
    },
    existing: {
      label: 'Die des Schlüssels',
      hint: 'Wer sie kennt, gibt sie an der Station ein.',
    },
  },
  disclosureLabel: 'Wer sie zu sehen bekommt',
  disclosures: {
    holderOnly: {
      label: 'Nur die Person selbst',
      hint: 'Einmal, unter „Meine Schlüssel“, wenn sie den Schlüssel hat.',
    },
    operatorOnce: { label: 'Der Operator sagt sie', hint: 'Einmal an der Station angezeigt.' },
    sealedLetter: { label: 'Per Brief', hint: 'Einmal gedruckt, zum Falten und Verschließen.' },
  },
  onForbidden: {
    flag: {
      label: 'Behalten und kennzeichnen',
      hint: 'Er funktioniert; Journal und Protokoll vermerken, dass er nicht zugelassen ist.',
    },
    remove: {
      label: 'Wieder entfernen',
      hint: 'Sobald er bemerkt wird, außer er ist der letzte, der funktioniert.',
    },
  },
  ways: {
    webhid: 'WebHID',
    extension: 'Begleiterweiterung',
    override: 'Remotedesktop-Freigabe',
    guided: 'Seite von Microsoft',
  },
  waysLimited:
    'Dieses Profil löscht Schlüssel, erzeugt ihre PIN oder erzwingt deren Änderung: Das kann nur WebHID.',
  pinLength: 'Länge',
  alphabetLabel: 'Bestehend aus',
  alphabets: { digits: 'Ziffern', alphanumeric: 'Buchstaben und Ziffern' },
  pinCount: (amount) => `${amount} PINs`,
  pinCountDigits: (length) => `so vielen PINs, dass ihre Anzahl ${digits(length)} Stellen hat`,
  strength: (count) =>
    `Eine von ${count}. Ein Schlüssel sperrt sich nach höchstens 8 falschen Versuchen, und nach 3 hintereinander will er neu eingesteckt werden.`,
  resets: {
    never: {
      label: 'Nie löschen',
      hint: 'Ein Schlüssel mit einer PIN, die wir nicht kennen, wird abgelehnt.',
    },
    ifUsed: { label: 'Schlüssel löschen, die eine PIN haben', hint: 'Neue bleiben, wie sie sind.' },
    always: { label: 'Jeden Schlüssel löschen', hint: 'Auch neue.' },
  },
  setMinimum: 'Eine Mindestlänge der PIN setzen',
  minimum: 'Mindestens',
  rpIdsHelp: 'Je eine pro Zeile.',
  oldKeys: {
    keep: { label: 'Behalten', hint: 'Der neue Schlüssel kommt hinzu.' },
    removeAfterProof: { label: 'Entfernen', hint: 'Sobald der neue Schlüssel geprüft ist.' },
  },
  sampleName: (name) => `Zum Beispiel: ${name}`,
  anyModel: 'Jedes Modell, das Entra annimmt',
  addModel: 'Modell hinzufügen',
  pickModel: 'Wählen…',
  otherModel: 'Ein anderes, nach seiner AAGUID',
  addAaguid: 'Nach AAGUID hinzufügen',
  aaguidHelp: 'Wie in getInfo: 8-4-4-4-12 hexadezimale Ziffern.',
  aaguidWrong: 'Das ist keine AAGUID: 32 hexadezimale Ziffern in fünf Gruppen.',
  add: 'Hinzufügen',
  remove: (name) => `${name} entfernen`,
  chosenModels: 'Modelle, die angenommen werden',
  firmwares: (count, all) =>
    count === all
      ? plural(all, '1 AAGUID', `alle ${digits(all)} AAGUIDs`)
      : `${digits(count)} von ${digits(all)} AAGUIDs`,
  sections: {
    about: 'Über das Profil',
    pin: 'Die PIN',
    key: 'Was auf dem Schlüssel gesetzt wird',
    models: 'Welche Schlüssel',
    ways: 'Wege',
    entra: 'In Entra',
  },
  marks: {
    forever: 'Nicht rückgängig zu machen',
    untilReset: 'Nur durch Zurücksetzen rückgängig zu machen',
    untilChanged: 'Endet mit der Änderung der PIN',
    switchable: 'Lässt sich wieder ausschalten',
  },
  values: {
    yes: 'Ja',
    no: 'Nein',
    none: 'Keine',
    drawn: (length, isDigits, who) =>
      `${digits(length)} zufällige ${isDigits ? 'Ziffern' : 'Buchstaben und Ziffern'}, ${who}`,
    who: {
      holderOnly: 'nur für die Person selbst',
      operatorOnce: 'vom Operator gesagt',
      sealedLetter: 'per Brief',
    },
    typed: 'Von der Person eingegeben',
    existing: 'Die des Schlüssels',
  },
  summary: {
    typedByHolder: 'PIN von der Person eingegeben',
    existing: 'Der Schlüssel behält seine PIN',
    changed: 'bei der ersten Benutzung geändert',
    ifUsed: 'benutzte Schlüssel werden gelöscht',
    always: 'jeder Schlüssel wird gelöscht',
    oldRemoved: 'alte Passkeys entfernt',
    genuine: 'nur echte Schlüssel',
    models: (count) => plural(count, 'nur ein Modell', `nur ${digits(count)} Modelle`),
  },
};
