import type { ApprovalItem } from '#shared/api/approvals.ts';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { Fact } from './Fact.tsx';
import { WhoseName } from './WhoseName.tsx';

/** Each key that goes, and whose. */
export function RemovalFacts({
  item,
}: {
  readonly item: Extract<ApprovalItem, { action: 'removeKeys' }>;
}) {
  return (
    <>
      <Fact name={words.facts.why}>
        <bdi>{item.reason}</bdi>
      </Fact>
      <Fact name={words.facts.keys} isWide>
        <ul className="flex max-h-96 flex-col gap-2 overflow-y-auto">
          {item.keys.map(({ userId, methodId, name, model, serial, isLast }) => (
            <li key={methodId}>
              <WhoseName userId={userId} />
              <bdi>{name}</bdi> · <bdi>{serial === null ? model : words.serial(model, serial)}</bdi>
              {isLast && <strong className="block">{words.isLast}</strong>}
            </li>
          ))}
        </ul>
      </Fact>
    </>
  );
}
