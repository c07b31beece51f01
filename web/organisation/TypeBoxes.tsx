import { Box, Checkbox, FormControl, FormControlLabel, FormHelperText, FormLabel } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/console/cases';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';
import { Failed, Waiting } from '../ui/console/States';
import { useField, useOrganisationForm } from './formContext';

/** The first-level dispute types that an organisation handles; none ticked means all. */
export function TypeBoxes() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { form, set } = useOrganisationForm();
  const { label, problem, disabled } = useField('type_codes');
  const { data, error, refetch } = useRead(['dispute_types'], disputeTypes);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting rows={3} height={28} />;
  const toggle = (code: string, on: boolean) => {
    const others = form.type_codes.filter((one) => one !== code);
    set({ type_codes: on ? [...others, code].toSorted() : others });
  };
  return (
    <FormControl component="fieldset" error={problem !== null} disabled={disabled} fullWidth>
      <FormLabel component="legend">{label}</FormLabel>
      <FormHelperText sx={{ mx: 0 }}>
        {problem ?? translate('console.organisation.form.types_hint')}
      </FormHelperText>
      <Box
        sx={{
          display: 'grid',
          mt: 0.5,
          gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(3, minmax(0, 1fr))' },
        }}
      >
        {data
          .filter((type) => type.parent_code === null)
          .map((type) => (
            <FormControlLabel
              key={type.code}
              sx={{ mr: 0, minHeight: 44 }}
              control={
                <Checkbox
                  size="small"
                  name="type_codes"
                  checked={form.type_codes.includes(type.code)}
                  onChange={(_event, on) => toggle(type.code, on)}
                />
              }
              label={inLanguage(locale, type.name, type.name_en)}
            />
          ))}
      </Box>
    </FormControl>
  );
}
