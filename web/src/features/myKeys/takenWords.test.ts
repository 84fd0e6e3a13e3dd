import { describe, expect, it } from 'vitest';
import type { KeyTakenAway } from '#shared/api/myKeys.ts';
import { reportedWords, takenWords } from './takenWords.ts';

const NOBODY = { operator: false, operatorName: null, alerts: false } as const;
const TAKEN: KeyTakenAway = { key: 'removed', pin: 'none', sessions: 'off', told: NOBODY };

describe('what came of a lost key', () => {
  it('says plainly that sessions go on, and to call where no mail goes out', () => {
    const said = takenWords('lost', TAKEN).join(' ');
    expect(said).toContain('stays signed in');
    expect(said).toContain('Call your service desk and say that you lost a key');
  });

  it('names who is told, and what was destroyed', () => {
    const told = { operator: true, operatorName: 'Omar Haddad', alerts: true };
    const said = takenWords('lost', { ...TAKEN, pin: 'destroyed', sessions: 'ended', told });
    expect(said).toHaveLength(5);
    expect(said.join(' ')).toContain('Omar Haddad, who set it up');
    expect(said.join(' ')).not.toContain('Call your service desk');
  });

  it('calls for help where Entra keeps the key', () => {
    expect(takenWords('lost', { ...TAKEN, key: 'kept' })[0]).toContain('Call your service desk');
    expect(takenWords('lost', { ...TAKEN, key: 'pending' })[0]).toContain('tries again by itself');
    expect(takenWords('remove', { ...TAKEN, key: 'pending' })).toHaveLength(1);
  });
});

describe('what came of a report', () => {
  it('says whether somebody was stopped, and that the key was gone before', () => {
    const base = { key: 'gone', pin: 'none', sessions: 'refused', alerts: true } as const;
    const stopped = reportedWords({ ...base, isOperatorSuspended: true });
    expect(stopped[0]).toContain('not in Entra any more');
    expect(stopped).toHaveLength(4);
    expect(reportedWords({ ...base, isOperatorSuspended: false })).toHaveLength(3);
  });
});
