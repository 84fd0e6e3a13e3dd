import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// What a PIN, a key or a record can be lost by: no branch of it may be without a test (`npm run test:coverage`).
export default defineConfig({
  test: {
    ...base.test,
    include: [
      'shared/enrolment/{every*,leftovers,nextAction,nextBrowserAction,nextGuidedAction}.test.ts',
      'bff/src/audit/**/*.test.ts',
      'bff/src/enrolment/{acceptEvent,advance,enrolmentService,graphTrouble,leftovers}.test.ts',
      'bff/src/enrolment/browserWay.test.ts',
      'bff/src/enrolment/{pinDesk,refusedRequests,unfinishedEnrolments}.test.ts',
      'bff/src/escrow/**/*.test.ts',
      'bff/src/guided/*.test.ts',
      'bff/src/invitations/*.test.ts',
      'bff/src/jobs/shredder.test.ts',
      'bff/src/myKeys/*.test.ts',
      'bff/src/routes/{audit,guided,myEnrolments}.test.ts',
    ],
    reporters: ['default'],
    coverage: {
      enabled: true,
      reporter: ['text'],
      reportsDirectory: 'e2e/results/coverage',
      skipFull: true,
      include: [
        'shared/enrolment/{enrolmentState,foldEvent,foldGuidedEvent,guidedWatch}.ts',
        'shared/enrolment/{appearedMethod,journal,leftovers,lookTwice}.ts',
        'shared/enrolment/next*Action.ts',
        'bff/src/audit/**/*.ts',
        'bff/src/enrolment/{acceptEvent,advance,openEnrolment,readJournals}.ts',
        'bff/src/escrow/**/*.ts',
        'bff/src/enrolment/guidedActions.ts',
        'bff/src/guided/*.ts',
      ],
      exclude: ['**/*.test.ts', '**/test*.ts'],
      thresholds: { branches: 100 },
    },
  },
});
