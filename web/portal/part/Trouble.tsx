import type { ApiError } from '../../data/errors';
import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { useText } from '../text';

/** What went wrong with the last try, where the focus goes. */
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
