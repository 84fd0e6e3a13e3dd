import type { operatorMessages as english } from './messages.operators.en.ts';
import type { Translation } from './translation.ts';

/** Wörter der *Operatoren*: Wer hier gesperrt ist. */
export const operatorMessages: Translation<typeof english> = {
  title: 'Operatoren',
  intro:
    'Sperren Sie einen Operator, und er kann von diesem Moment an keine Einrichtung mehr beginnen, weder einzeln noch in einer Serie. Was läuft, geht zu Ende. Die Rolle in Entra bleibt: Entziehen Sie sie dort.',
  find: 'Jemanden sperren',
  now: 'Jetzt gesperrt',
  loading: 'Sperren werden gelesen…',
  nobody: 'Niemand ist gesperrt',
  nobodyText: 'Wen Sie sperren, steht hier, bis Sie die Sperre aufheben.',
  ask: (name) => `${name} sperren?`,
  askText:
    'Die Person kann keine Einrichtung beginnen, bis die Administration die Sperre aufhebt. Im Protokoll steht, wer sie wann gesperrt hat.',
  askSelf: 'Das sind Sie selbst. Sie können die Sperre auf dieser Seite wieder aufheben.',
  yes: 'Sperren',
  letBack: 'Sperre aufheben',
  isSuspended: (name) => `${name} ist gesperrt.`,
  isBack: (name) => `${name} kann wieder Einrichtungen beginnen.`,
  by: 'von',
  close: 'Schließen',
  cancel: 'Abbrechen',
};
