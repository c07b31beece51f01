import { useTranslate } from 'react-admin';
import { ApiError } from '../../data/core/errors';
import { useErrorText } from '../../ui/console/useErrorText';
import type { Line } from './inviteRows';

/** The message why a line was refused. */
export function useLineError(): (line: Line) => string {
  const translate = useTranslate();
  const errorText = useErrorText();
  return ({ error, field = 'name', params = {} }) => {
    if (!error) return '';
    const label = translate(`console.staff.bulk.column.${field}`, { _: field });
    return errorText(new ApiError({ status: 422, code: error, params }), label);
  };
}
