import { useNotify, useTranslate } from 'react-admin';
import { ask } from '../../data/core/changes';
import type { LeaveRecord, PostRecord } from '../../data/console/staff';
import { useChange } from '../../data/hooks/useChange';
import { useRead } from '../../data/hooks/useRead';
import { cityDay } from '../../domain/dates';
import { Failed } from '../../ui/console/States';
import { FormDialog } from '../../ui/form/FormDialog';
import { useHeldForm } from '../../ui/form/formStatus';
import { SelectInput } from '../../ui/form/SelectInput';
import { TextInput } from '../../ui/form/TextInput';
import { useValues } from '../../ui/form/values';
import { useInvalidateStaff } from '../staff';

const nameOf = (post: PostRecord, role: string) => `${post.organisation_name} · ${role}`;

/** A select of the colleagues in the same role of the same organisation, with their load and leave. */
function Colleagues({ name, label, post }: { name: string; label: string; post: PostRecord }) {
  const translate = useTranslate();
  const { organisation_id, role } = post;
  const { data, error, refetch } = useRead(['colleagues', organisation_id, role], (signal) =>
    ask('list_colleagues', { organisation_id, role }, signal),
  );
  useHeldForm(!data);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  const others = (data ?? []).filter(({ staff_id }) => staff_id !== post.staff_id);
  const said = (one: (typeof others)[number]) =>
    [
      one.name,
      role === 'mediator' && translate('console.staff.colleague.open', { smart_count: one.open_cases ?? 0 }),
      one.on_leave_until && translate('console.staff.colleague.away', { until: one.on_leave_until }),
    ]
      .filter(Boolean)
      .join(translate('console.list_comma'));
  return (
    <SelectInput
      name={name}
      label={label}
      required
      hint={data && others.length === 0 ? translate('console.staff.colleague.none') : undefined}
      choices={others.map((one) => ({ value: one.staff_id ?? '', label: said(one) }))}
    />
  );
}

interface HandOverProps {
  post: PostRecord;
  onClose: () => void;
}

/** Hands all open cases of a mediator over to a colleague in one step. */
export function HandOverDialog({ post, onClose }: HandOverProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('hand_over');
  const label = (name: string) => translate(`console.staff.hand_over.${name}`);
  return (
    <FormDialog
      title={label('title')}
      lead={translate('console.staff.hand_over.lead', {
        name: post.staff_name,
        organisation: post.organisation_name,
      })}
      initial={{ to_staff_id: '', reason: '' }}
      confirm={label('confirm')}
      change={change}
      onClose={onClose}
      onSubmit={async ({ to_staff_id, reason }) => {
        const done = await change.send({
          organisation_id: post.organisation_id,
          from_staff_id: post.staff_id,
          to_staff_id,
          reason,
        });
        if (!done) return;
        await refetch();
        notify('console.staff.hand_over.done', {
          type: 'success',
          messageArgs: { smart_count: done.n ?? 0 },
        });
        onClose();
      }}
    >
      <Colleagues name="to_staff_id" label={label('to')} post={post} />
      <TextInput name="reason" label={label('reason')} required lines={2} hint={label('reason_hint')} />
    </FormDialog>
  );
}

interface LeaveProps {
  /** Posts from which the person may be absent. */
  posts: PostRecord[];
  onClose: () => void;
}

/** Enters a person's leave, with the deputy for that time. */
export function LeaveDialog({ posts, onClose }: LeaveProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('take_leave');
  const today = cityDay(new Date());
  const label = (name: string) => translate(`console.staff.leave.${name}`);
  const only = (posts.length === 1 && posts[0]?.id) || '';
  return (
    <FormDialog
      title={label('title')}
      lead={label('lead')}
      initial={{ post_id: only, deputy_id: '', from_on: today, to_on: '', reason: '' }}
      confirm={label('confirm')}
      change={change}
      onClose={onClose}
      onSubmit={async ({ post_id, deputy_id, from_on, to_on, reason }) => {
        const post = posts.find(({ id }) => id === post_id);
        if (!post) return;
        const { staff_id, organisation_id, role } = post;
        const done = await change.send({
          staff_id,
          organisation_id,
          role,
          deputy_id,
          from_on,
          to_on,
          reason,
        });
        if (!done) return;
        await refetch();
        notify('console.staff.leave.done', { type: 'success' });
        onClose();
      }}
    >
      <SelectInput
        name="post_id"
        label={label('post')}
        required
        choices={posts.map((post) => ({
          value: post.id,
          label: nameOf(post, translate(`role.${post.role}`)),
        }))}
      />
      <Deputy posts={posts} />
      <TextInput name="from_on" label={label('from')} type="date" min={today} required />
      <TextInput name="to_on" label={label('to')} type="date" min={today} required />
      <TextInput name="reason" label={label('reason')} required lines={2} />
    </FormDialog>
  );
}

function Deputy({ posts }: { posts: PostRecord[] }) {
  const translate = useTranslate();
  const { post_id } = useValues<{ post_id: string }>();
  const post = posts.find(({ id }) => id === post_id);
  if (!post) return null;
  return <Colleagues name="deputy_id" label={translate('console.staff.leave.deputy')} post={post} />;
}

/** Ends a leave early. */
export function CancelLeaveDialog({ leave, onClose }: { leave: LeaveRecord; onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const change = useChange('cancel_leave');
  const label = (name: string) => translate(`console.staff.cancel_leave.${name}`);
  return (
    <FormDialog
      title={label('title')}
      lead={`${leave.from_on} – ${leave.to_on} · ${leave.organisation_name}`}
      confirm={label('confirm')}
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async () => {
        if (!(await change.send({ leave_id: leave.id, expected_version: leave.version }))) return;
        await refetch();
        notify('console.staff.cancel_leave.done', { type: 'success' });
        onClose();
      }}
    />
  );
}
