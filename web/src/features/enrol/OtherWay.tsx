import { Link } from '@tanstack/react-router';
import { classes } from '#web/components/classes.ts';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';

const words = enrolMessages.other;

/** Microsoft's own page, for browsers that keep keys from this one. */
export function OtherWay({ isOnlyOne = false }: { readonly isOnlyOne?: boolean }) {
  return (
    <section aria-labelledby="other-way" className="flex flex-col items-start gap-2">
      <h2 id="other-way" className="font-semibold text-title">
        {isOnlyOne ? words.none : words.title}
      </h2>
      <p>{isOnlyOne ? words.noneText : words.text}</p>
      <Link
        to="/enrol/guided"
        className={classes(
          'inline-flex min-h-11 items-center',
          isOnlyOne
            ? 'rounded-md bg-accent px-4 font-semibold text-on-accent hover:bg-accent-hover'
            : 'text-accent-text hover:underline',
        )}
      >
        {words.link}
      </Link>
    </section>
  );
}
