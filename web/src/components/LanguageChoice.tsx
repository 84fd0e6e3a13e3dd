import { LANGUAGE_NAMES, LANGUAGES, language, switchLanguage } from '#web/presentation/language.ts';
import { appMessages as words } from '#web/presentation/messages.app.ts';

/** The languages beside each other, for pages where nothing can be under way on a key. */
export function LanguageChoice() {
  return (
    <fieldset aria-label={words.language} className="mt-4 flex gap-1">
      {LANGUAGES.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          aria-pressed={choice === language}
          onClick={() => switchLanguage(choice)}
          className="min-h-10 rounded-md px-3 text-muted hover:bg-hover hover:text-text aria-pressed:font-semibold aria-pressed:text-accent-text"
        >
          {LANGUAGE_NAMES[choice]}
        </button>
      ))}
    </fieldset>
  );
}
