import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './bff/src/store/schema.ts',
  out: './bff/drizzle',
  casing: 'snake_case',
});
