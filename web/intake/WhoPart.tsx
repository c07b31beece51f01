import { Box, FormControlLabel, Radio, RadioGroup, Switch, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useForm } from '../ui/console/form';
import { Line, Pair, Part } from './fields';

/** The parties: always the applicant, the respondent when known. */
export function WhoPart({ respondentRequired }: { respondentRequired: boolean }) {
  const translate = useTranslate();
  const { values, set, disabled } = useForm();
  const known = respondentRequired || values.has_respondent === 'yes';
  return (
    <Part title={translate('console.intake.who')}>
      <Party who="applicant" />
      {!respondentRequired && (
        <FormControlLabel
          control={
            <Switch
              checked={known}
              disabled={disabled}
              onChange={(_event, on) => set('has_respondent', on ? 'yes' : '')}
            />
          }
          label={translate('console.intake.has_respondent')}
          sx={{ minHeight: 44 }}
        />
      )}
      {known && <Party who="respondent" />}
    </Part>
  );
}

/** A person or an organisation, with what is known about them. */
function Party({ who }: { who: 'applicant' | 'respondent' }) {
  const translate = useTranslate();
  const { values, set, disabled } = useForm();
  const kind = values[`${who}.kind`] || 'person';
  const title = translate(`console.intake.${who}`);
  return (
    <Box role="group" aria-label={title} sx={{ display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2 }}>
        <Typography variant="h3">{title}</Typography>
        <RadioGroup
          row
          name={`${who}.kind`}
          aria-label={translate('console.intake.kind')}
          value={kind}
          onChange={(_event, value) => set(`${who}.kind`, value)}
        >
          {(['person', 'firm'] as const).map((one) => (
            <FormControlLabel
              key={one}
              value={one === 'firm' ? 'organisation' : one}
              control={<Radio size="small" />}
              label={translate(`console.intake.${one}`)}
              disabled={disabled}
              sx={{ minHeight: 44 }}
            />
          ))}
        </RadioGroup>
      </Box>
      <Pair>
        <Line
          name={`${who}.name`}
          label={translate(kind === 'person' ? 'console.intake.name' : 'console.intake.firm_name')}
          required
        />
        <Line name={`${who}.phone`} label={translate('console.intake.phone')} keys="tel" />
      </Pair>
      {kind === 'person' && <Line name={`${who}.id_number`} label={translate('console.intake.id_number')} />}
    </Box>
  );
}
