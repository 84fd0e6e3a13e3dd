import type { z } from 'zod';
import type { Setting } from './setting.ts';
import { SettingError, type SettingProblem } from './settingError.ts';
import { SETTING_PREFIX, SETTINGS, type SettingName } from './settings.ts';

/** Environment variables as Node has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The files of the machine; tests bring their own. */
export interface ConfigFiles {
  /** @throws when the file cannot be read. */
  readText(path: string): string;
  /** Makes the file where there is none. @throws when it cannot be appended to. */
  checkAppend(path: string): void;
}

type Parsed<N extends SettingName> = z.output<(typeof SETTINGS)[N]['schema']>;

/** Reads settings one by one and collects what is wrong, so that one start shows every mistake. */
export class SettingReader {
  readonly problems: SettingProblem[] = [];
  readonly warnings: SettingProblem[] = [];
  readonly #env: Environment;
  readonly #files: ConfigFiles;

  constructor(env: Environment, files: ConfigFiles) {
    this.#env = env;
    this.#files = files;
  }

  #text(name: SettingName): string | undefined {
    const value = this.#env[`${SETTING_PREFIX}${name}`];
    // An empty variable is how compose files and pipelines say "not set".
    return value === undefined || value.trim() === '' ? undefined : value.trim();
  }

  has(name: SettingName): boolean {
    return this.#text(name) !== undefined;
  }

  /** Notes that a setting is not what it must be. */
  refuse(name: SettingName, reason?: string): undefined {
    const words = reason ?? `must be ${SETTINGS[name].expects}`;
    this.problems.push({ setting: `${SETTING_PREFIX}${name}`, reason: words });
    return undefined;
  }

  warn(name: SettingName, reason: string): void {
    this.warnings.push({ setting: `${SETTING_PREFIX}${name}`, reason });
  }

  /** The setting's value; undefined when it is left out, or wrong and noted. */
  get<N extends SettingName>(name: N): Parsed<N> | undefined {
    const setting: Setting = SETTINGS[name];
    const value = this.#text(name) ?? setting.default;
    if (value === undefined) return setting.required ? this.refuse(name, 'is missing') : undefined;
    const result = SETTINGS[name].schema.safeParse(value);
    return result.success ? (result.data as Parsed<N>) : this.refuse(name);
  }

  /** The text of the file that a setting names; undefined when left out, or unreadable and noted. */
  getFile(name: SettingName): string | undefined {
    const path = this.get(name);
    if (typeof path !== 'string') return undefined;
    try {
      return this.#files.readText(path);
    } catch {
      return this.refuse(name, 'names a file that cannot be read');
    }
  }

  /** The path of a file that records are appended to; undefined when left out, or not to be written and noted. */
  getAppendable(name: SettingName): string | undefined {
    const path = this.get(name);
    if (typeof path !== 'string') return undefined;
    try {
      this.#files.checkAppend(path);
      return path;
    } catch {
      return this.refuse(name, 'names a file that cannot be written');
    }
  }

  /** @throws SettingError when anything was refused. */
  finish(): void {
    if (this.problems.length > 0) throw new SettingError(this.problems);
  }
}
