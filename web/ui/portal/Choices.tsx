import { Fragment, type ReactNode } from 'react';
import { Wrong } from './Field';

/** One answer to a question. */
export interface Choice {
  value: string;
  label: string;
  hint?: string | null | undefined;
  /** Shown below while this answer is selected. */
  more?: ReactNode;
}

/** A question with large answers, one of which can be selected. */
export function Choices(props: {
  id: string;
  legend: string;
  /** Whether the legend is for screen readers only, because the heading already asks the question. */
  hideLegend?: boolean;
  hint?: string;
  error?: string | undefined;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
  /** `tiles` are in a row; `small` ones are for less important questions. */
  look?: 'rows' | 'tiles' | 'small';
}) {
  const { id, legend, hideLegend, hint, error, choices, value, onChange, look = 'rows' } = props;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} aria-describedby={described || undefined}>
      <legend className={hideLegend ? 'unseen' : undefined}>{legend}</legend>
      {hint && (
        <div id={`${id}-hint`} className="hint">
          {hint}
        </div>
      )}
      {error && <Wrong id={id} text={error} />}
      <div className={`choices choices-${look}`}>
        {choices.map((choice, index) => (
          <Fragment key={choice.value}>
            <label className="choice">
              <input
                type="radio"
                name={id}
                // The error summary links to the first answer.
                id={index === 0 ? id : undefined}
                value={choice.value}
                checked={value === choice.value}
                onChange={() => onChange(choice.value)}
              />
              <span className="choice-text">
                <span className="choice-label">{choice.label}</span>
                {choice.hint && <span className="choice-hint">{choice.hint}</span>}
              </span>
            </label>
            {value === choice.value && choice.more}
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}
