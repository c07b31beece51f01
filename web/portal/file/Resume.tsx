import type { FilingForm } from '../../data/portal/public';
import { Heading } from '../../ui/portal/Heading';
import { Note } from '../../ui/portal/States';
import { relativeTime } from '../../domain/dates';
import type { Draft } from '../draft';
import { useText } from '../text';
import { typeName } from './typeName';

/** Offers to continue with the answers of an earlier visit, or to clear them on a shared phone. */
export function Resume(props: { draft: Draft; form: FilingForm; onGo: () => void; onClear: () => void }) {
  const { draft, form, onGo, onClear } = props;
  const text = useText();
  const title = text('resume.title');
  const about = typeName(form.types, draft.type, text);
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p className="lead">{text('resume.text', { when: relativeTime(draft.savedAt, text.locale) })}</p>
      {about && <p>{text('resume.about', { about })}</p>}
      <Note tone="quiet">
        <p>{text('resume.shared')}</p>
      </Note>
      <div className="buttons">
        <button type="button" className="button" onClick={onGo}>
          {text('resume.go')}
        </button>
        <button type="button" className="button button-plain" onClick={onClear}>
          {text('resume.fresh')}
        </button>
      </div>
    </>
  );
}
