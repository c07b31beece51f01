import { useState } from 'react';
import Close from '@mui/icons-material/Close';
import { Box, Button, FormHelperText, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { CODE_LENGTH } from '../data/console/regions';
import { levelOf } from '../domain/regionCode';
import { useField } from '../ui/form/useField';
import { useValues } from '../ui/form/values';
import type { OrganisationForm } from './form';
import { useFieldNamed } from './organisationOfForm';
import { RegionCascade } from './RegionCascade';
import { useRegions } from './useRegions';

/** The region of an organisation, within the administrator's own territory. */
export function HomeRegion() {
  const { scope_code } = useMe();
  const { label, ...named } = useFieldNamed()('region_code');
  const { value, change, problem, disabled } = useField({ label, ...named });
  const { data } = useRegions(value ? [value] : []);
  const path = data?.[0]?.path;
  const within = scope_code !== null && value.startsWith(scope_code);
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
          value={value}
          onChange={change}
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
  const { kind } = useValues<OrganisationForm>();
  const { label, ...named } = useFieldNamed()('region_codes');
  const { value: served, change, problem, disabled } = useField<string[]>({ label, ...named });
  const { data = [] } = useRegions(served);
  const [picked, setPicked] = useState(scope_code ?? '');
  const desk = kind === 'dispatch_centre';
  const nameOf = (code: string) => {
    const region = data.find((one) => one.code === code);
    return region ? region.path.split(' ').slice(-2).join(' ') : code;
  };
  const without = (code: string) => served.filter((one) => one !== code);
  const add = () => {
    change([...without(picked), picked].toSorted());
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
            {served.map((code) => (
              <Box component="li" key={code} sx={{ listStyle: 'none' }}>
                <Button
                  variant="outlined"
                  color="inherit"
                  disabled={disabled}
                  endIcon={<Close fontSize="small" />}
                  aria-label={translate('console.organisation.form.served_remove', { region: nameOf(code) })}
                  onClick={() => change(without(code))}
                  sx={{ minHeight: { xs: 44, md: 36 }, borderColor: 'divider' }}
                >
                  {nameOf(code)}
                </Button>
              </Box>
            ))}
          </Stack>
          {served.length === 0 && (
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
