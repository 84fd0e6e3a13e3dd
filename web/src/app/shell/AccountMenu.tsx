import { CircleUserRound, LogOut } from 'lucide-react';
import { Menu, MenuItem } from '#web/components/Menu.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { useMe, useServices } from '../providers/services.ts';

export function AccountMenu() {
  const me = useMe();
  const { session } = useServices();
  return (
    <Menu
      label={words.account}
      triggerClassName="px-2"
      trigger={
        <>
          <CircleUserRound aria-hidden size={20} />
          <bdi className="hidden max-w-40 truncate wide:block">{me.displayName}</bdi>
        </>
      }
    >
      <div className="border-line border-b px-3 py-2">
        <p className="text-muted text-small">{words.signedInAs}</p>
        <p className="font-semibold">
          <bdi>{me.displayName}</bdi>
        </p>
        <p className="max-w-64 text-muted text-small">
          <bdi>{me.userPrincipalName}</bdi>
        </p>
      </div>
      <div className="pt-1">
        <MenuItem
          icon={<LogOut aria-hidden size={16} />}
          onPress={() => {
            void session.signOut();
          }}
        >
          {words.signOut}
        </MenuItem>
      </div>
    </Menu>
  );
}
