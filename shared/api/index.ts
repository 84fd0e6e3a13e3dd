export * from './action.ts';
export * from './common.ts';
export * from './enrolments.ts';
export * from './key.ts';
export * from './people.ts';
export * from './profiles.ts';
export * from './self.ts';
export * from './session.ts';
