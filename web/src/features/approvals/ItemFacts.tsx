import type { ApprovalItem } from '#shared/api/approvals.ts';
import { modelName } from '#shared/webauthn/keyModels.ts';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMeaning } from '#web/presentation/profileMeaning.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { Fact } from './Fact.tsx';
import { ProfileFacts } from './ProfileFacts.tsx';
import { RemovalFacts } from './RemovalFacts.tsx';
import { ScopeFacts } from './ScopeFacts.tsx';
import { WhoseName } from './WhoseName.tsx';

const { facts } = words;

/** Exactly what will happen, from what the approval is bound to and nothing else. */
export function ItemFacts({ item }: { readonly item: ApprovalItem }) {
  switch (item.action) {
    case 'startEnrolment':
      return (
        <>
          <Fact name={facts.person}>
            <WhoseName userId={item.userId} />
          </Fact>
          <Fact name={facts.profile}>
            <bdi>{words.version(profileName(item.profile), item.profile.version)}</bdi>
          </Fact>
          <Fact name={facts.key}>
            <bdi>{item.key === null ? words.anyKey : keyWords(item.key)}</bdi>
          </Fact>
          <Fact name={facts.way}>{profileFieldMessages.ways[item.way]}</Fact>
          <Fact name={facts.does} isWide>
            <ul className="list-disc pl-5">
              {profileMeaning(item.profile).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Fact>
        </>
      );
    case 'showPinToOperator':
    case 'printPin':
      return (
        <>
          <Fact name={facts.person}>
            <WhoseName userId={item.userId} />
          </Fact>
          <Fact name={facts.key}>
            <bdi>{keyWords(item.key)}</bdi>
          </Fact>
          <Fact name={facts.does} isWide>
            {words.pinShown}
          </Fact>
        </>
      );
    case 'printBatchLetters':
      return (
        <>
          <Fact name={facts.batch}>
            <bdi>{item.batchName}</bdi>
          </Fact>
          <Fact name={facts.letters} isWide>
            <ol className="list-decimal pl-5">
              {item.letters.map(({ enrolmentId, displayName, key }) => (
                <li key={enrolmentId}>
                  <bdi>{displayName}</bdi>, <bdi>{keyWords(key)}</bdi>
                </li>
              ))}
            </ol>
          </Fact>
          <Fact name={facts.does} isWide>
            {words.pinShown}
          </Fact>
        </>
      );
    case 'createProfile':
    case 'editProfile':
    case 'retireProfile':
      return <ProfileFacts item={item} />;
    case 'changeScope':
      return <ScopeFacts change={item.change} />;
    case 'removeKeys':
      return <RemovalFacts item={item} />;
  }
}

function keyWords({ serial, aaguid }: { readonly serial: string | null; readonly aaguid: string }) {
  const model = modelName(aaguid) ?? aaguid;
  return serial === null ? model : words.serial(model, serial);
}
