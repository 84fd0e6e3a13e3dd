import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './bff/src/store/schema.ts',
    './bff/src/store/approvalTable.ts',
    './bff/src/store/batch*Table.ts',
    './bff/src/store/operatorTables.ts',
    './bff/src/store/accessPassTables.ts',
    './bff/src/store/invitationTable.ts',
    './bff/src/store/ownKeyTables.ts',
    './bff/src/store/postureTable.ts',
    './bff/src/store/bulkRemovalTables.ts',
  ],
  out: './bff/drizzle',
  casing: 'snake_case',
});
