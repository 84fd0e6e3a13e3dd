import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GuidedEnrolment } from '#shared/api/guided.ts';
import { modelNamesOf } from '#shared/webauthn/keyModels.ts';
import { ButtonAnchor } from '#web/components/ButtonLink.tsx';
import { CopyButton } from '#web/components/CopyButton.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import type { GuidedSide } from '#web/usecases/guided/guidedPort.ts';

/** Where Microsoft lets people register their own keys. */
const SECURITY_INFO = 'https://mysignins.microsoft.com/security-info';

interface GuideStepsProps {
  readonly side: GuidedSide;
  readonly enrolment: GuidedEnrolment;
}

/** What to do on Microsoft's page, one step after another. Nobody here can see how far they are. */
export function GuideSteps({ side, enrolment: { holder, profile } }: GuideStepsProps) {
  const { steps } = words;
  const models = modelNamesOf(profile.allowedAaguids);
  return (
    <section aria-labelledby="steps" className="flex flex-col gap-3">
      <h2 id="steps" className="font-semibold text-title">
        {words.stepsTitle}
      </h2>
      <ol className="flex flex-col rounded-md border border-line bg-surface shadow-card">
        <Step number={1} title={steps.ready.title}>
          <p>{steps.ready.text}</p>
          {models.length > 0 && <p>{words.models(models)}</p>}
        </Step>
        <Step number={2} title={steps.open.title}>
          <p>{words.account[side](holder.userPrincipalName)}</p>
          {side === 'holder' ? <MicrosoftLink /> : <MicrosoftAddress />}
        </Step>
        <Step number={3} title={steps.add.title}>
          <p>{steps.add.text}</p>
        </Step>
        <Step number={4} title={steps.follow.title}>
          <p>{steps.follow.text}</p>
        </Step>
        <Step number={5} title={steps.back.title}>
          <p>{steps.back.text}</p>
        </Step>
      </ol>
    </section>
  );
}

/** The page that is opened learns nothing of this one. */
function MicrosoftLink() {
  return (
    <ButtonAnchor
      href={SECURITY_INFO}
      target="_blank"
      rel="noopener noreferrer"
      isLarge
      className="self-start"
      icon={<ExternalLink aria-hidden size={16} />}
    >
      {words.microsoftPage}
      <span className="sr-only">({words.newTab})</span>
    </ButtonAnchor>
  );
}

/** To be opened elsewhere: in this window it would be the operator's own account. */
function MicrosoftAddress() {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 break-all rounded-md bg-sunken px-3 py-2 font-mono text-small">
        {SECURITY_INFO}
      </code>
      <CopyButton text={SECURITY_INFO} label={words.address} doneLabel={words.copied} />
    </div>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ number, title, children }: StepProps) {
  return (
    <li className="flex gap-4 border-line border-t p-4 first:border-t-0">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h3 className="pt-1.5 font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  );
}
