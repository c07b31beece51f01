import { suggestTypes } from '../../data/portal/public';
import { Loading } from '../../ui/portal/States';
import { useText } from '../text';
import { useLoad } from '../useLoad';
import type { StepProps } from './step';
import { typeName } from './typeName';

/** Dispute types that match the description, each chosen with one tap; says so when none matches. */
export function Suggestions({ form, filing }: Pick<StepProps, 'form' | 'filing'>) {
  const text = useText();
  const { draft, change } = filing;
  const story = draft.summary.trim();
  const found = useLoad(story && `kinds/${story}`, (signal) => suggestTypes(story, signal));
  // Without an answer the full list below is enough.
  if (!story || found.error) return null;
  if (!found.data) return <Loading text={text('kinds.loading')} />;
  if (found.data.length === 0) return <p className="hint">{text('kinds.none')}</p>;
  const chosen = draft.detail || draft.type;
  return (
    <section className="kinds" aria-labelledby="kinds">
      <h2 id="kinds">{text('kinds.title')}</h2>
      <ul>
        {found.data.map(({ type_code, first_code, reasons }) => (
          <li key={type_code}>
            <button
              type="button"
              className="kind"
              aria-pressed={chosen === type_code}
              onClick={() =>
                change({ type: first_code, detail: type_code === first_code ? '' : type_code }, 'type_code')
              }
            >
              <strong>
                {[...new Set([first_code, type_code])]
                  .map((code) => typeName(form.types, code, text))
                  .join(' · ')}
              </strong>
              <span>{text('kinds.because', { reasons: reasons.join(text('kinds.comma')) })}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="hint">{text('kinds.or')}</p>
    </section>
  );
}
