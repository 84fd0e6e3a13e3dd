import { Monitor, Moon, Sun } from 'lucide-react';
import { Menu, MenuItem } from '#web/components/Menu.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { THEMES, useTheme } from '../providers/useTheme.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

export function ThemeMenu() {
  const [theme, setTheme] = useTheme();
  const Icon = ICONS[theme];
  return (
    <Menu label={words.theme} trigger={<Icon aria-hidden size={20} />}>
      {THEMES.map((choice) => {
        const ChoiceIcon = ICONS[choice];
        return (
          <MenuItem
            key={choice}
            icon={<ChoiceIcon aria-hidden size={16} />}
            isCurrent={choice === theme}
            onPress={() => setTheme(choice)}
          >
            {words.themes[choice]}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
