import type { ApprovalItem } from '#shared/api/approvals.ts';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { Fact } from './Fact.tsx';

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
        <ul className="flex flex-col gap-2">
          {item.keys.map(({ userPrincipalName, methodId, name, model, serial, isLast }) => (
            <li key={methodId}>
              <bdi className="block text-muted text-small">{userPrincipalName}</bdi>
              <bdi>{name}</bdi> · <bdi>{serial === null ? model : words.serial(model, serial)}</bdi>
              {isLast && <strong className="block">{words.isLast}</strong>}
            </li>
          ))}
        </ul>
      </Fact>
    </>
  );
}
