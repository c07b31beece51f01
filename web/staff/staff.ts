import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { Choice } from '../ui/console/filters';

export { MEDIATOR_GRADES as GRADES } from '../domain/grades';
export { ROLES } from '../domain/roles';

/** A finger needs a larger target than a mouse. */
export const TOUCH = { minHeight: { xs: 44, md: 0 } };

/** Values of a group of messages as choices. */
export function useWords(): (group: string, values: readonly (string | number)[]) => Choice[] {
  const translate = useTranslate();
  return (group, values) =>
    values.map((value) => ({ value: String(value), label: translate(`${group}.${value}`) }));
}

/** The top of the signed-in administrator's scope: the region of a centre, otherwise one organisation. */
export function usePart() {
  const { role, scope_code, organisation_id, organisation_name } = useMe();
  return {
    administers: role === 'administrator',
    within: scope_code,
    only: scope_code ? null : { id: organisation_id, name: organisation_name },
  };
}

const SHOWN = ['staff', 'posts', 'leaves', 'invitations', 'administration_events', 'colleagues'];

/** Refetches whatever the staff screens show, after a change and when somebody else changed it first. */
export function useInvalidateStaff(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await Promise.all(SHOWN.map((name) => client.invalidateQueries({ queryKey: [name] })));
  }, [client]);
}
