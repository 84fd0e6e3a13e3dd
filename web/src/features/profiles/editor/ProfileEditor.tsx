import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { AskApproval } from '#shared/api/approvals.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { FailureOrApproval } from '#web/app/approvals/FailureOrApproval.tsx';
import { profileChanges } from '#web/app/profiles/profileWords.ts';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { AboutFields } from './AboutFields.tsx';
import { draftProblems, problemWords, tidied } from './draft.ts';
import { EntraFields } from './EntraFields.tsx';
import { KeyFields } from './KeyFields.tsx';
import { LeaveGuard } from './LeaveGuard.tsx';
import { ModelFields } from './ModelFields.tsx';
import { PinFields } from './PinFields.tsx';
import { SaveBar } from './SaveBar.tsx';
import { WayFields } from './WayFields.tsx';

const { sections } = profileFieldMessages;

interface ProfileEditorProps {
  readonly initial: ProfileContent;
  /** Something to save even where nothing was changed: a copy, an import, a retired profile. */
  readonly isNew: boolean;
  /** The names of the other profiles in use. */
  readonly takenNames: readonly string[];
  readonly saveLabel: string;
  readonly isSaving: boolean;
  /** Why the last try failed; null where it did not, or where {@link conflict} says it. */
  readonly failure: FailureCode | null;
  /** What is said in place of a failure, when somebody else was faster; gets what this person typed. */
  readonly conflict?: ((mine: ProfileContent) => ReactNode) | undefined;
  /** What was tried last, where it may need somebody's approval. */
  readonly ask: AskApproval | null;
  /** `approval`: another person's, of exactly this. */
  readonly onSave: (content: ProfileContent, approval?: string) => void;
  readonly onCancel: () => void;
}

/** A profile as a form. What contradicts itself is said beside its field as soon as it does, and cannot be saved. */
export function ProfileEditor(props: ProfileEditorProps) {
  const { initial, isNew, takenNames, conflict, onSave } = props;
  const form = useRef<HTMLFormElement>(null);
  const [content, setContent] = useState(initial);
  const [isTried, setTried] = useState(false);
  const problems = draftProblems(content, takenNames);
  // Nobody is told off for a name before they had time to think of one.
  const shown = problems.filter(({ problem }) => isTried || problem !== 'name_empty');
  const errors = problemWords(shown);
  const isRefused = conflict !== undefined || props.failure !== null;
  const isChanged = profileChanges(initial, tidied(content)).length > 0;
  const fields = {
    content,
    change: (change: Partial<ProfileContent>) => setContent((now) => ({ ...now, ...change })),
    errorOf: (member: keyof ProfileContent) => errors.get(member),
  };

  function save(): void {
    setTried(true);
    const [first] = problems;
    if (first === undefined) onSave(tidied(content));
    else {
      form.current
        ?.querySelector<HTMLElement>(`[data-member="${first.member}"] :is(input, textarea, select)`)
        ?.focus();
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.isSaving && (isNew || isChanged)) save();
      }}
      className="flex flex-col gap-6"
    >
      <LeaveGuard isActive={isChanged && !props.isSaving} />
      <Section title={sections.about}>
        <AboutFields {...fields} />
      </Section>
      <Section title={sections.pin}>
        <PinFields {...fields} />
      </Section>
      <Section title={sections.key}>
        <KeyFields {...fields} />
      </Section>
      <Section title={sections.models}>
        <ModelFields {...fields} />
      </Section>
      <Section title={sections.ways}>
        <WayFields {...fields} />
      </Section>
      <Section title={sections.entra}>
        <EntraFields {...fields} />
      </Section>
      {isRefused && (
        <InSight>
          {conflict?.(tidied(content))}
          {props.failure !== null && (
            <FailureOrApproval
              code={props.failure}
              ask={props.ask}
              onGoOn={(approval) => onSave(tidied(content), approval)}
            />
          )}
        </InSight>
      )}
      <SaveBar
        errors={errors}
        canSave={(isNew || isChanged) && conflict === undefined}
        isRefused={isRefused}
        saveLabel={props.saveLabel}
        isSaving={props.isSaving}
        onCancel={props.onCancel}
      />
    </form>
  );
}

/** The button stays in sight wherever the form is scrolled to; so has what it led to. */
function InSight({ children }: { readonly children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What it returns, a promise in new browsers, is no cleanup.
    void ref.current?.scrollIntoView({ block: 'center' });
  }, []);
  return <div ref={ref}>{children}</div>;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="font-semibold text-title">
        {title}
      </h2>
      <div className="rounded-md border border-line bg-surface px-4 shadow-card">{children}</div>
    </section>
  );
}
