import { helpMessages as words } from '#web/presentation/messages.help.ts';
import { HELP_PICTURES } from './helpPictures.ts';
import type { HelpTopic } from './helpTopic.ts';

/** The steps of a guide, one below the other, each with what the page looks like at it. */
export function HelpGuide({ topic }: { readonly topic: HelpTopic }) {
  return (
    <ol className="flex flex-col gap-6 py-3">
      {words[topic].map(({ title, text }, index) => (
        <li key={title} className="flex max-w-prose flex-col gap-2">
          <h3 className="font-semibold">
            {index + 1}. {title}
          </h3>
          <p>{text}</p>
          {/* The text says all that is to be seen. */}
          <img
            src={HELP_PICTURES[topic][index]}
            alt=""
            loading="lazy"
            className="max-w-full self-start rounded-md border border-line"
          />
        </li>
      ))}
    </ol>
  );
}
