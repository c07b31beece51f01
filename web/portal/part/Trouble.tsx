import type { ApiError } from '../../data/core/errors';
import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { useText } from '../text';

/** The error of the last attempt; it takes the focus. */
export function Trouble({ error, tries, field }: { error: ApiError | null; tries: number; field?: string }) {
  const text = useText();
  if (!error) return null;
  const name = error.field ? text(`field.${error.field}`) : '';
  const message = text(`error.${error.code}`, { ...error.params, field: name }, text('error.unknown'));
  return (
    <ErrorSummary
      title={text('part.trouble')}
      token={tries}
      items={[{ text: message, id: error.field && field }]}
    />
  );
}
