import type { Setting } from './setting.ts';
import { auditSettings } from './settings/auditSettings.ts';
import { graphSettings } from './settings/graphSettings.ts';
import { guardSettings } from './settings/guardSettings.ts';
import { noticeSettings } from './settings/noticeSettings.ts';
import { safeguardSettings } from './settings/safeguardSettings.ts';
import { selfServiceSettings } from './settings/selfServiceSettings.ts';
import { serverSettings } from './settings/serverSettings.ts';
import { signInSettings } from './settings/signInSettings.ts';

/** Every setting is an environment variable with this in front of its name. */
export const SETTING_PREFIX = 'KEYWRIGHT_';

/** All settings, in the order in which docs/configuration.md lists them. */
export const SETTINGS = {
  ...signInSettings,
  ...graphSettings,
  ...guardSettings,
  ...selfServiceSettings,
  ...safeguardSettings,
  ...auditSettings,
  ...noticeSettings,
  ...serverSettings,
} as const satisfies Record<string, Setting>;

/** Name of a setting without its prefix. */
export type SettingName = keyof typeof SETTINGS;
