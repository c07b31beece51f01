import { ErrorSummary } from '../../ui/portal/ErrorSummary';
import { TextArea } from '../../ui/portal/Field';
import { useText } from '../text';
import { lengthOf } from '../typed';
import type { HolderForm } from './useHolderForm';

interface HolderFieldsProps {
  form: HolderForm;
  /** Name of the input, and of its texts in the catalogue. */
  name: 'info' | 'reason' | 'question' | 'statement' | 'move' | 'rating' | 'privacy';
  max: number;
  rows: number;
}

/** The text field of a form on the tracking page, with errors above the form and at the input. */
export function HolderFields({ form, name, max, rows }: HolderFieldsProps) {
  const text = useText();
  const { validationError, error, tries } = form;
  const id = `holder-${name}`;
  const wrong = validationError
    ? text(
        `problem.${name}.${validationError.code}`,
        validationError.params,
        text(`error.${validationError.code}`, { ...validationError.params, field: text(`holder.${name}`) }),
      )
    : undefined;
  const failed = error && text(`error.${error.code}`, error.params, text('error.unknown'));
  return (
    <>
      {failed && <ErrorSummary title={text('form.server_title')} token={tries} items={[{ text: failed }]} />}
      {wrong && (
        <ErrorSummary title={text('track.summary_title')} token={tries} items={[{ id, text: wrong }]} />
      )}
      <TextArea
        id={id}
        label={text(`holder.${name}`)}
        hint={text(`holder.${name}_hint`)}
        error={wrong}
        rows={rows}
        value={form.text}
        onChange={(event) => form.set(event.target.value)}
        count={text('holder.count', { count: lengthOf(form.text), max })}
      />
      {!form.kept && <p className="hint">{text('form.not_kept')}</p>}
    </>
  );
}
