import { Choices } from '../../ui/portal/Choices';
import { TextArea } from '../../ui/portal/Field';
import { LIMITS } from '../check';
import { Danger } from '../Danger';
import { PhotoPicker } from '../photos/PhotoPicker';
import { useText } from '../text';
import { lengthOf } from '../typed';
import type { StepProps } from './step';

/** Question: what happened, in the applicant's own words, and whether somebody is in danger. */
export function StoryStep({ filing, wrong }: StepProps) {
  const text = useText();
  const { draft, change } = filing;
  const [min, max] = LIMITS.summary;
  const count = lengthOf(draft.summary);
  const key =
    count > max ? 'story.count_over' : count > 0 && count < min ? 'story.count_short' : 'story.count';
  return (
    <>
      <TextArea
        id="summary"
        label={text('story.label')}
        hint={text('story.example')}
        error={wrong('summary')}
        rows={6}
        value={draft.summary}
        count={text(key, { count, min, max, over: count - max })}
        onChange={(event) => change({ summary: event.target.value }, 'summary')}
      />
      <Choices
        id="danger"
        look="tiles"
        legend={text('story.danger')}
        hint={text('story.danger_hint')}
        error={wrong('danger')}
        value={draft.danger}
        onChange={(value) => change({ danger: value === 'yes' ? 'yes' : 'no' }, 'danger')}
        choices={[
          { value: 'yes', label: text('story.yes') },
          { value: 'no', label: text('story.no') },
        ]}
      />
      <div aria-live="assertive">
        {draft.danger === 'yes' && <Danger title={text('danger.title')}>{text('danger.text')}</Danger>}
      </div>
      <PhotoPicker
        id="photos"
        label={text('photos.label')}
        hint={text('photos.hint')}
        photos={filing.photos}
        onChange={filing.changePhotos}
      />
    </>
  );
}
