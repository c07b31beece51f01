import { useState } from 'react';
import Close from '@mui/icons-material/Close';
import { Box, Button, FormHelperText, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { CODE_LENGTH } from '../data/console/regions';
import { levelOf } from '../domain/regionCode';
import { useField, useOrganisationForm } from './formContext';
import { RegionCascade } from './RegionCascade';
import { useRegions } from './useRegions';

/** The region of an organisation, within the administrator's own territory. */
export function HomeRegion() {
  const { scope_code } = useMe();
  const { form, set } = useOrganisationForm();
  const { label, problem, disabled } = useField('region_code');
  const { data } = useRegions(form.region_code ? [form.region_code] : []);
  const path = data?.[0]?.path;
  const within = scope_code !== null && form.region_code.startsWith(scope_code);
  return (
    <Box role="group" aria-label={label}>
      <Typography component="h3" variant="h3" sx={{ mb: 1.5 }}>
        {label}
        {path && (
          <Box component="span" sx={{ fontWeight: 400, ml: 1, color: 'text.secondary' }}>
            {path}
          </Box>
        )}
      </Typography>
      {within && (
        <RegionCascade
          name="region_code"
          root={scope_code}
          value={form.region_code}
          onChange={(region_code) => set({ region_code })}
          disabled={disabled}
        />
      )}
      {problem && <FormHelperText error>{problem}</FormHelperText>}
    </Box>
  );
}

/** The regions that an organisation serves: none means its own; a joint committee has several. */
export function ServedRegions() {
  const translate = useTranslate();
  const { scope_code } = useMe();
  const { form, set } = useOrganisationForm();
  const { label, problem, disabled } = useField('region_codes');
  const { data = [] } = useRegions(form.region_codes);
  const [picked, setPicked] = useState(scope_code ?? '');
  const desk = form.kind === 'dispatch_centre';
  const nameOf = (code: string) => {
    const region = data.find((one) => one.code === code);
    return region ? region.path.split(' ').slice(-2).join(' ') : code;
  };
  const without = (code: string) => form.region_codes.filter((one) => one !== code);
  const add = () => {
    set({ region_codes: [...without(picked), picked].toSorted() });
    // The next region is most often a neighbour, so the choice stays at the level above.
    const above = picked.slice(0, CODE_LENGTH[levelOf(picked) - 1]);
    if (scope_code !== null) setPicked(above.length < scope_code.length ? scope_code : above);
  };
  return (
    <Box role="group" aria-label={label}>
      <Typography component="h3" variant="h3">
        {label}
      </Typography>
      <Typography color="text.secondary" variant="body2" sx={{ mb: 1 }}>
        {translate(`console.organisation.form.${desk ? 'served_desk' : 'served_hint'}`)}
      </Typography>
      {!desk && (
        <>
          <Stack component="ul" direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', m: 0, p: 0 }}>
            {form.region_codes.map((code) => (
              <Box component="li" key={code} sx={{ listStyle: 'none' }}>
                <Button
                  variant="outlined"
                  color="inherit"
                  disabled={disabled}
                  endIcon={<Close fontSize="small" />}
                  aria-label={translate('console.organisation.form.served_remove', { region: nameOf(code) })}
                  onClick={() => set({ region_codes: without(code) })}
                  sx={{ minHeight: { xs: 44, md: 36 }, borderColor: 'divider' }}
                >
                  {nameOf(code)}
                </Button>
              </Box>
            ))}
          </Stack>
          {form.region_codes.length === 0 && (
            <Typography sx={{ mb: 0.5 }}>{translate('console.organisation.form.served_none')}</Typography>
          )}
          {scope_code !== null && !disabled && (
            <Stack spacing={1.5} sx={{ mt: 2, alignItems: 'flex-start' }}>
              <Box sx={{ width: '100%' }}>
                <RegionCascade
                  name="region_codes"
                  here={translate('console.organisation.form.served_whole')}
                  prefix={translate('console.organisation.form.served_pick')}
                  root={scope_code}
                  value={picked}
                  onChange={setPicked}
                />
              </Box>
              <Button variant="outlined" sx={{ minHeight: 44 }} onClick={add}>
                {translate('console.organisation.form.served_add')}
              </Button>
            </Stack>
          )}
        </>
      )}
      {problem && <FormHelperText error>{problem}</FormHelperText>}
    </Box>
  );
}
