import { AppError } from '#shared/failure/appError.ts';

/** What is wrong with one setting: its full name and plain words, never its value. */
export interface SettingProblem {
  readonly setting: string;
  readonly reason: string;
}

/** The environment does not make a safe backend; lists everything that is wrong at once. */
export class SettingError extends AppError {
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    super('setting_invalid', problems.map((p) => `${p.setting} ${p.reason}`).join('; '));
    this.problems = problems;
  }
}
