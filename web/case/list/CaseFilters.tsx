import { useTranslate } from 'react-admin';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../ui/console/filters';
import { CHANNELS } from '../case';
import { GRADES } from '../../domain/grades';
import { LIGHTS, STATUSES } from '../../domain/stages';
import { useDisputeTypes } from '../useDisputeTypes';

/** The filters of the case list. */
export function CaseFilters() {
  const translate = useTranslate();
  const types = useDisputeTypes();
  const choicesOf = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: translate(`${group}.${value}`) }));
  return (
    <FilterBar search={<SearchFilter label={translate('console.case.search')} />}>
      <ChoiceFilter
        source="status"
        label={translate('console.case.status')}
        choices={choicesOf('status', STATUSES)}
      />
      <ChoiceFilter
        source="light"
        label={translate('console.case.light')}
        choices={choicesOf('console.light', LIGHTS)}
      />
      <ChoiceFilter
        source="grade"
        label={translate('console.case.grade')}
        choices={choicesOf('grade', GRADES)}
      />
      <ChoiceFilter source="type_code" label={translate('console.case.type')} choices={types} />
      <ChoiceFilter
        source="channel"
        label={translate('console.case.channel')}
        choices={choicesOf('channel', CHANNELS)}
      />
    </FilterBar>
  );
}
