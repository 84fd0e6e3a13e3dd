import { Languages } from 'lucide-react';
import { Menu, MenuItem } from '#web/components/Menu.tsx';
import { LANGUAGE_NAMES, LANGUAGES, language, switchLanguage } from '#web/presentation/language.ts';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { useStationState } from '../tray/useStation.ts';

/** Switching loads the page again, which would call off what is under way on a key. */
export function LanguageMenu() {
  const isEnrolling = useStationState().runs.some(
    ({ phase }) => phase === 'running' || phase === 'cancelling',
  );
  return (
    <Menu label={words.language} trigger={<Languages aria-hidden size={20} />}>
      {LANGUAGES.map((choice) => (
        <MenuItem
          key={choice}
          lang={choice}
          isCurrent={choice === language}
          isDisabled={isEnrolling}
          onPress={() => switchLanguage(choice)}
        >
          {LANGUAGE_NAMES[choice]}
        </MenuItem>
      ))}
      {isEnrolling && (
        <p className="max-w-64 px-3 py-2 text-muted text-small">{words.languageLocked}</p>
      )}
    </Menu>
  );
}
