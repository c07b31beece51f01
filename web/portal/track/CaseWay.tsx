import type { TrackedCase } from '../../data/portal/public';
import { Stages } from '../../ui/portal/Stages';
import { fullDay, fullTime, relativeTime } from '../../domain/dates';
import { useText } from '../text';
import { stationsOf } from './stations';

const STATE_KEYS = { done: 'case.done', current: 'case.current', future: 'case.future' };

/** The stages from top to bottom: reached ones with their time, then upcoming ones. */
export function CaseWay({ found }: { found: TrackedCase }) {
  const text = useText();
  return (
    <section aria-labelledby="way">
      <h2 id="way">{text('case.stages')}</h2>
      <Stages
        stations={stationsOf(found.stages, found.status, found.steps ?? []).map(
          ({ word, state, at, due, organisation }, index) => ({
            key: `${index}`,
            label: text(word),
            state,
            stateText: text(STATE_KEYS[state]),
            details: [
              ...(at ? [`${fullTime(at, text.locale)} · ${relativeTime(at, text.locale)}`] : []),
              ...(due ? [text('case.due_by', { when: fullDay(due, text.locale) })] : []),
              ...(organisation ? [organisation] : []),
            ],
          }),
        )}
      />
    </section>
  );
}
