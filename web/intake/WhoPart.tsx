import { Box, FormControlLabel, Radio, RadioGroup, Switch, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Row } from '../ui/form/Row';
import { TextInput } from '../ui/form/TextInput';
import { useField } from '../ui/form/useField';
import { Part } from './Part';

/** The parties: always the applicant, the respondent when known. */
export function WhoPart({ respondentRequired }: { respondentRequired: boolean }) {
  const translate = useTranslate();
  const label = translate('console.intake.has_respondent');
  const { value, change, disabled } = useField<boolean>({ name: 'has_respondent', label });
  const known = respondentRequired || value;
  return (
    <Part title={translate('console.intake.who')}>
      <Party who="applicant" />
      {!respondentRequired && (
        <FormControlLabel
          control={<Switch checked={known} disabled={disabled} onChange={(_event, on) => change(on)} />}
          label={label}
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
  const {
    value: kind,
    change,
    disabled,
  } = useField({
    name: `${who}.kind`,
    label: translate('console.intake.kind'),
  });
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
          onChange={(_event, value) => change(value)}
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
      <Row gap={2}>
        <TextInput
          name={`${who}.name`}
          label={translate(kind === 'person' ? 'console.intake.name' : 'console.intake.firm_name')}
          required="marked"
        />
        <TextInput name={`${who}.phone`} label={translate('console.intake.phone')} keys="tel" />
      </Row>
      {kind === 'person' && (
        <TextInput name={`${who}.id_number`} label={translate('console.intake.id_number')} />
      )}
    </Box>
  );
}
