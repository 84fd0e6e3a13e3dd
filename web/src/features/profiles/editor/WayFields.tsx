import { acceptedWays, needsWebHid, WAYS_BEST_FIRST } from '#shared/enrolment/acceptedWays.ts';
import { CheckField } from '#web/components/CheckField.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import type { DraftFields } from './draft.ts';
import { FieldRow } from './FieldRow.tsx';

/** By which ways keys may be reached. Those that cannot do what the profile asks for are named as long as they are ticked. */
export function WayFields({ content, change, errorOf }: DraftFields) {
  const chosen = content.ways ?? acceptedWays(content);
  const error = errorOf('ways');
  const isLimited = needsWebHid(content);
  return (
    <>
      <FieldRow content={content} member="ways">
        {(explainedBy) => (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 font-semibold">{words.fields.ways.label}</legend>
            {WAYS_BEST_FIRST.filter(
              (way) => way === 'webhid' || !isLimited || chosen.includes(way),
            ).map((way) => (
              <CheckField
                key={way}
                label={words.ways[way]}
                checked={chosen.includes(way)}
                onChange={(isOn) =>
                  change({
                    ways: WAYS_BEST_FIRST.filter((one) =>
                      one === way ? isOn : chosen.includes(one),
                    ),
                  })
                }
                explainedBy={explainedBy}
              />
            ))}
            {isLimited && <p className="text-muted text-small">{words.waysLimited}</p>}
            {error !== undefined && <p className="text-bad text-small">{error}</p>}
          </fieldset>
        )}
      </FieldRow>
      {chosen.includes('guided') && !isLimited && (
        <FieldRow content={content} member="onForbidden">
          {(explainedBy) => (
            <RadioGroup
              label={words.fields.onForbidden.label}
              value={content.onForbidden ?? 'flag'}
              options={[
                { value: 'flag', ...words.onForbidden.flag },
                { value: 'remove', ...words.onForbidden.remove },
              ]}
              onChange={(onForbidden) => change({ onForbidden })}
              explainedBy={explainedBy}
            />
          )}
        </FieldRow>
      )}
    </>
  );
}
