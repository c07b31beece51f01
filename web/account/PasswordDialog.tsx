import { useNotify, useTranslate } from 'react-admin';
import { useQueryClient } from '@tanstack/react-query';
import { changePassword } from '../data/console/account';
import { useMe } from '../data/hooks/Me';
import { FormDialog } from '../ui/form/FormDialog';
import { CurrentPassword, NewPassword } from './PasswordInput';
import { judge } from './passwordRule';

/** Changes the user's own password; asks for the current one. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { account } = useMe();
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  return (
    <FormDialog
      title={translate('console.password.change')}
      lead={translate('console.password.lead')}
      initial={{ current: '', password: '', again: '' }}
      confirm={translate('console.password.confirm')}
      onClose={onClose}
      onSubmit={async ({ current, password, again }) => {
        const problem = judge(password, again, account);
        if (problem) throw problem;
        await changePassword(account, current, password);
        void queries.invalidateQueries({ queryKey: ['sessions'] });
        notify('console.password.done', { type: 'success' });
        onClose();
      }}
    >
      <CurrentPassword />
      <NewPassword account={account} />
    </FormDialog>
  );
}
