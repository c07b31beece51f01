import { useTranslate } from 'react-admin';
import type { Role } from '../../domain/roles';
import { COLUMNS, type ColumnName, type KnownWords } from './inviteRows';
import { ROLES } from '../staff';

/**
 * The headings and roles that a list may use: those of both languages, whatever the language of the screen.
 */
export function useKnownWords(): KnownWords {
  const translate = useTranslate();
  const split = (text: string) => text.split('/').filter(Boolean);
  const columns = COLUMNS.map((column): [ColumnName, string[]] => [
    column,
    split(translate(`console.staff.bulk.heading.${column}`)),
  ]);
  const roles = ROLES.map((role): [Role, string[]] => [
    role,
    [translate(`role.${role}`), ...split(translate(`console.staff.bulk.role.${role}`))],
  ]);
  return {
    columns: Object.fromEntries(columns) as Record<ColumnName, string[]>,
    roles: Object.fromEntries(roles) as Record<Role, string[]>,
  };
}
