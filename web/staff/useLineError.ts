import { useTranslate } from 'react-admin';
import { ApiError } from '../data/errors';
import { useErrorText } from '../ui/console/useErrorText';
import type { Line } from './inviteRows';

/** Why a line was refused, in words. */
export function useLineError(): (line: Line) => string {
  const translate = useTranslate();
  const words = useErrorText();
  return ({ error, field = 'name' }) => {
    if (!error) return '';
    const label = translate(`console.staff.bulk.column.${field}`, { _: field });
    const said = (code: string) => words(new ApiError({ status: 422, code }), label);
    const text = said(error);
    // A list's verdict carries no figures; then the sentence without them says enough.
    return text.includes('%{') ? said('invalid_value') : text;
  };
}
