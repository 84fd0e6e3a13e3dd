import { startTestSmtp, type TestSmtp } from '#bff/mail/testSmtp.ts';
import { type Stack, type StackOptions, startStack } from '#e2e/harness/stack.ts';
import { test } from './fixtures.ts';

/** A stack with a mail server behind it. */
interface MailingStack extends Stack {
  readonly smtp: TestSmtp;
}

/** The test of a file whose journeys send mail: each has a {@link MailingStack} of its own. */
export function testWithMail(
  settings: Readonly<Record<string, string>>,
  tenant: StackOptions['tenant'] = {},
) {
  return test.extend<{ mailing: MailingStack }>({
    mailing: async ({ rack, page }, use) => {
      const smtp = await startTestSmtp();
      const stack = await startStack({
        rack,
        drawer: false,
        tenant,
        backend: {
          KEYWRIGHT_SMTP_URL: smtp.url,
          KEYWRIGHT_MAIL_FROM: 'keys@contoso.example',
          ...settings,
        },
      });
      await use(Object.assign(stack, { smtp }));
      // What serves the page waits for its connections.
      await page.close();
      await stack.close();
      await smtp.stop();
    },
  });
}
