import { useState } from 'react';
import type { ScopeSubject, ScopeTarget } from '#shared/api/operatorScopes.ts';
import { GroupSearch } from '#web/app/people/GroupSearch.tsx';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import { Button } from '#web/components/Button.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { scopeMessages } from '#web/presentation/messages.scopes.ts';
import { SubjectName, TargetName } from './ScopeWords.tsx';
import { UnitSearch } from './UnitSearch.tsx';
import type { WantedScope } from './useScopes.ts';

const words = scopeMessages.form;

/** Chooses who may act and for whom; what comes of it is asked for in a dialog. */
export function GiveScopeForm({ onGive }: { readonly onGive: (wanted: WantedScope) => void }) {
  const [by, setBy] = useState<ScopeSubject['kind']>('operator');
  const [subject, setSubject] = useState<ScopeSubject | null>(null);
  const [over, setOver] = useState<ScopeTarget['kind']>('group');
  const [groupId, setGroupId] = useState<string | null>(null);
  const [unitId, setUnitId] = useState<string | null>(null);
  const scope = scopeOf(over, over === 'group' ? groupId : unitId);
  return (
    <form
      className="flex max-w-xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (subject !== null && scope !== null) onGive({ subject, scope, granted: true });
      }}
    >
      <div className="flex flex-col gap-3">
        <RadioGroup
          label={words.who}
          value={by}
          options={[
            { value: 'operator', label: words.operator },
            { value: 'group', label: words.groupOfOperators },
          ]}
          onChange={(kind) => {
            setBy(kind);
            setSubject(null);
          }}
        />
        {by === 'operator' ? (
          <PersonSearch onPick={(id) => setSubject({ kind: 'operator', id: id.toLowerCase() })} />
        ) : (
          <GroupSearch
            label={words.findOperators}
            help={words.findHelp}
            onPick={({ id }) => setSubject({ kind: 'group', id: id.toLowerCase() })}
          />
        )}
        {subject !== null && <SubjectName {...subject} />}
      </div>
      <div className="flex flex-col gap-3">
        <RadioGroup
          label={words.forWhom}
          value={over}
          options={[
            { value: 'group', label: words.group },
            { value: 'unit', label: words.unit },
            { value: 'everyone', label: words.everyone },
          ]}
          onChange={setOver}
        />
        {over === 'group' && (
          <GroupSearch
            label={words.findPeople}
            help={words.findHelp}
            onPick={({ id }) => setGroupId(id.toLowerCase())}
          />
        )}
        {over === 'unit' && <UnitSearch onPick={({ id }) => setUnitId(id.toLowerCase())} />}
        {over !== 'everyone' && scope !== null && <TargetName scope={scope} />}
      </div>
      <div>
        <Button type="submit" look="primary" disabled={subject === null || scope === null}>
          {words.give}
        </Button>
      </div>
    </form>
  );
}

function scopeOf(kind: ScopeTarget['kind'], id: string | null): ScopeTarget | null {
  if (kind === 'everyone') return { kind };
  return id === null ? null : { kind, id };
}
