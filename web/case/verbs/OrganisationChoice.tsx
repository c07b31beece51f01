import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { suggestDispatch } from '../../data/console/cases';
import type { DispatchSuggestion } from '../../data/console/records';
import { useRead } from '../../data/hooks/useRead';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { reasonWords } from './reasons';
import { RadioInput } from '../../ui/form/RadioInput';
import { useCaseOfForm } from './caseOfForm';

/** A choice among the ranked organisations that may lead the case, with the reasons for their rank. */
export function OrganisationChoice() {
  const translate = useTranslate();
  const file = useCaseOfForm();
  const { id, version, lead_organisation_id: lead } = file.case;
  const ranked = useRead(['suggest_dispatch', id, version], (signal) => suggestDispatch(id, signal));
  if (ranked.error) return <Failed error={ranked.error} retry={() => void ranked.refetch()} />;
  if (!ranked.data) return <Waiting rows={4} height={64} />;
  const others = ranked.data.filter((one) => one.organisation_id !== lead);
  if (others.length === 0) {
    return (
      <Empty
        title={translate('console.form.no_organisation')}
        hint={translate('console.form.no_organisation_hint')}
      />
    );
  }
  return (
    <RadioInput
      name="organisation_id"
      label={translate('console.form.organisation')}
      required
      choices={others.map((one, index) => ({
        value: one.organisation_id,
        name: one.name,
        label: <Suggestion suggestion={one} rank={index + 1} />,
      }))}
    />
  );
}

/** An organisation with its rank, load, distance and the reasons for its rank. */
function Suggestion({ suggestion, rank }: { suggestion: DispatchSuggestion; rank: number }) {
  const translate = useTranslate();
  const { name, open_cases: open, capacity, distance_km: distance } = suggestion;
  return (
    <Box sx={{ pb: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {rank}. {name}
        </Box>
        <Typography component="span" variant="body2" color="text.secondary">
          {translate('console.form.load', { open, capacity })}
          {distance === null ? '' : ` · ${translate('console.form.distance', { km: distance.toFixed(1) })}`}
        </Typography>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {reasonWords(suggestion, translate)}
      </Typography>
    </Box>
  );
}
