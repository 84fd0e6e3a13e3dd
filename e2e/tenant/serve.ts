import { createTenant } from './createTenant.ts';
import type { TenantOptions } from './options.ts';

/**
 * Process entry. Options come as JSON in the first argument or in TENANT_OPTIONS; `port` may be
 * among them. Prints one line, `{"origin": …}`, when it is ready.
 */
const options: TenantOptions & { readonly port?: number } = JSON.parse(
  process.argv[2] ?? process.env['TENANT_OPTIONS'] ?? '{}',
);
const tenant = createTenant(options);
const listening = await tenant.listen(options.port);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void listening.close().finally(() => process.exit(0));
  });
}

process.stdout.write(`${JSON.stringify({ origin: listening.origin })}\n`);
