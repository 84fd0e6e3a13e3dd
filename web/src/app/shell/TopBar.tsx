import { classes } from '#web/components/classes.ts';
import { Mark } from '#web/components/Mark.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { useMe, useServices } from '../providers/services.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { EnvironmentBadge } from './EnvironmentBadge.tsx';
import { LanguageMenu } from './LanguageMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';

export function TopBar() {
  const me = useMe();
  const { environmentBadge } = useServices().config;
  return (
    <header className="print:hidden sticky top-0 z-10 flex h-12 items-center gap-3 border-line border-b bg-surface px-3 wide:px-4">
      <Mark size={28} />
      <span className={classes('font-semibold', environmentBadge !== null && 'max-wide:sr-only')}>
        {words.productName}
      </span>
      <span aria-hidden className="hidden h-5 border-line border-l wide:block" />
      <bdi className="hidden truncate text-muted wide:block">{me.tenantName}</bdi>
      {environmentBadge !== null && <EnvironmentBadge label={environmentBadge} />}
      <div className="ml-auto flex items-center">
        <LanguageMenu />
        <ThemeMenu />
        <AccountMenu />
      </div>
    </header>
  );
}
