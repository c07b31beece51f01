import { useLocaleState, useTranslate } from 'react-admin';
import { durationWords } from '../../domain/dates';
import { useNow } from '../../ui/console/Time';
import type { QueueCase } from '../queue/queue';
import { type Tasks, whyOf } from '../queue/urgency';

/** Why a case needs attention now, in one short sentence; the CSS class shows the urgency. */
export function WhyLine({ row, tasks }: { row: QueueCase; tasks: Tasks }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { key, rank, stage, span } = whyOf(row, tasks, useNow());
  return (
    <span className={`why why-${rank}`}>
      {translate(`dispatch.why.${key}`, {
        todo: stage ? translate(`dispatch.todo.${stage}`) : '',
        time: durationWords(span, locale),
        count: row.return_count,
      })}
    </span>
  );
}
