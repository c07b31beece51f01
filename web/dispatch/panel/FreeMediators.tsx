import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { DispatchSuggestion } from '../../data/console/dispatch';

/** The mediators of an organisation who are on duty, with their open cases; or a line that nobody is. */
export function FreeMediators({
  mediators,
  on_duty,
  reasons,
}: Pick<DispatchSuggestion, 'mediators' | 'on_duty' | 'reasons'>) {
  const translate = useTranslate();
  const named = mediators.map(({ name, open_cases: open, grade }) =>
    grade === 'none'
      ? translate('desk.mediators.one', { name, open })
      : translate('desk.mediators.graded', { name, open, grade: translate(`mediator_grade.${grade}`) }),
  );
  return (
    <Box component="span" sx={{ display: 'block', fontSize: 13, color: 'text.secondary' }}>
      {named.length > 0
        ? translate('desk.mediators.free', { names: named.join(translate('console.list_comma')) })
        : translate('desk.mediators.none')}
      {/* Omitted where it already is a reason for the rank. */}
      {on_duty === false && !reasons.some(({ key }) => key === 'reason.off_duty') && (
        <Box component="span" sx={{ ml: 1, color: 'warning.main' }}>
          {translate('desk.mediators.off_duty')}
        </Box>
      )}
    </Box>
  );
}
