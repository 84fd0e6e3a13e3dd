import { useState } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Read before the first paint by public/theme.js under the same name. */
const STORAGE_KEY = 'keywright.theme';

/** The theme a person chose for this browser; `system` follows prefers-color-scheme. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(
    () => THEMES.find((known) => known === localStorage.getItem(STORAGE_KEY)) ?? 'system',
  );
  return [
    theme,
    (chosen) => {
      if (chosen === 'system') {
        localStorage.removeItem(STORAGE_KEY);
        delete document.documentElement.dataset['theme'];
      } else {
        localStorage.setItem(STORAGE_KEY, chosen);
        document.documentElement.dataset['theme'] = chosen;
      }
      setTheme(chosen);
    },
  ];
}
