import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlanRemoval } from '#shared/api/removals.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { removalMessages } from '#web/presentation/messages.removals.ts';
import { decodeText } from '#web/usecases/people/decodeText.ts';
import { MOST, readWhat } from './readList.ts';
import { usePlanRemoval } from './useRemovals.ts';

const words = removalMessages.form;
const BYS = ['people', 'serials', 'model'] as const;
type By = (typeof BYS)[number];
const LONGEST_REASON = 200;

/** Which keys are to go. Nothing is removed by it. */
export function NewRemovalPage() {
  const navigate = useNavigate();
  const planning = usePlanRemoval(({ id }) => {
    void navigate({ to: '/removals/$removalId', params: { removalId: id } });
  });
  const [by, setBy] = useState<By>('people');
  const [list, setList] = useState('');
  const [reason, setReason] = useState('');
  const [withLast, setWithLast] = useState(false);
  const [wasSent, setWasSent] = useState(false);
  const what = readWhat(by, list);
  const isReasonMissing = reason.trim() === '';

  const send = () => {
    setWasSent(true);
    if (typeof what === 'string' || isReasonMissing) return;
    planning.mutate({ reason: reason.trim(), what, withLast });
  };

  return (
    <form
      noValidate
      className="flex max-w-2xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Link to="/removals" className="text-accent-text underline">
        {removalMessages.back}
      </Link>
      <div className="flex flex-col gap-2">
        <PageHeading tab={words.title}>{words.title}</PageHeading>
        <p className="max-w-prose text-muted">{words.intro}</p>
      </div>
      <RadioGroup
        label={words.by}
        value={by}
        options={BYS.map((value) => ({
          ...{ value, label: words.bys[value], hint: words.hints[value] },
        }))}
        onChange={setBy}
      />
      <TextArea
        label={words.lists[by]}
        rows={by === 'model' ? 1 : 8}
        value={list}
        onChange={(event) => setList(event.target.value)}
        help={by === 'model' ? words.modelHelp : words.listHelp}
        error={wasSent ? problemWords(what, by) : undefined}
        className="font-mono"
      />
      {by !== 'model' && (
        <FileField
          label={words.file}
          accept=".csv,.txt,text/csv,text/plain"
          decode={decodeText}
          onText={setList}
        />
      )}
      <TextField
        label={words.reason}
        value={reason}
        maxLength={LONGEST_REASON}
        onChange={(event) => setReason(event.target.value)}
        help={words.reasonHelp}
        error={wasSent && isReasonMissing ? words.reasonMissing : undefined}
      />
      <CheckField
        label={words.withLast}
        help={words.withLastHelp}
        checked={withLast}
        onChange={setWithLast}
      />
      {planning.isError && (
        <div role="alert">
          <FailureNotice code={failureCodeOf(planning.error)} />
        </div>
      )}
      <div>
        <Button type="submit" look="primary" busy={planning.isPending}>
          {words.look}
        </Button>
      </div>
    </form>
  );
}

function problemWords(what: PlanRemoval['what'] | string, by: By): string | undefined {
  switch (what) {
    case 'missing':
      return words.missing;
    case 'tooMany':
      return words.tooMany(MOST[by]);
    case 'badModel':
      return words.badModel;
    default:
      return undefined;
  }
}
