import { useTranslate } from 'react-admin';
import { useChannels } from '../../data/hooks/useChannels';
import { useChoices } from '../../data/hooks/useLists';
import { ChoiceFilter, FilterBar, SearchFilter } from '../../ui/console/filters';
import { LIGHTS } from '../case';
import { useDisputeTypes } from '../useDisputeTypes';

/** The filters of the case list. */
export function CaseFilters() {
  const translate = useTranslate();
  const types = useDisputeTypes();
  const statuses = useChoices('case_statuses', 'status');
  const grades = useChoices('grades', 'grade');
  const channels = useChannels();
  const lights = LIGHTS.map((value) => ({ value, label: translate(`console.light.${value}`) }));
  return (
    <FilterBar search={<SearchFilter label={translate('console.case.search')} />}>
      <ChoiceFilter source="status" label={translate('console.case.status')} choices={statuses} />
      <ChoiceFilter source="light" label={translate('console.case.light')} choices={lights} />
      <ChoiceFilter source="grade" label={translate('console.case.grade')} choices={grades} />
      <ChoiceFilter source="type_code" label={translate('console.case.type')} choices={types} />
      <ChoiceFilter source="channel" label={translate('console.case.channel')} choices={channels.choices} />
    </FilterBar>
  );
}
