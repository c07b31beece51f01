import { Link } from 'react-router-dom';
import Done from '@mui/icons-material/CheckCircle';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import { nodeOf } from '../data/console/regionTree';
import { useRead } from '../data/hooks/useRead';
import { Panel } from '../ui/console/Panel';

/** A checklist of what a new territory needs before work can begin; hidden when everything is done. */
export function FirstSteps() {
  const { role, scope_code: scope } = useMe();
  return role === 'administrator' && scope !== null ? <Steps scope={scope} /> : null;
}

function Steps({ scope }: { scope: string }) {
  const translate = useTranslate();
  const { data } = useRead(['region_node', scope], (signal) => nodeOf(scope, signal));
  if (!data) return null;
  const steps = [
    { name: 'regions', done: data.children > 0 || data.level === 4, to: '/regions?import' },
    // The desk and its administrator exist from the beginning.
    { name: 'organisations', done: data.organisations > 1, to: '/organisations/create' },
    { name: 'people', done: (data.people ?? 2) > 1, to: '/invitations/bulk' },
  ];
  const next = steps.find(({ done }) => !done);
  if (!next) return null;
  const label = (name: string) => translate(`console.organisation.first_steps.${name}`);
  return (
    <Box sx={{ mb: 2 }}>
      <Panel title={label('title')}>
        <Box
          component="ol"
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(3, minmax(0, 1fr))' },
            listStyle: 'none',
            m: 0,
            p: 0,
          }}
        >
          {steps.map(({ name, done, to }, index) => (
            <Stack component="li" key={name} spacing={1} sx={{ alignItems: 'flex-start' }}>
              <Typography
                component="h3"
                variant="h3"
                sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}
              >
                {index + 1}. {label(name)}
                {done && <Done color="success" fontSize="small" titleAccess={label('done')} />}
              </Typography>
              <Typography color="text.secondary" variant="body2" sx={{ flex: 1 }}>
                {label(`${name}_hint`)}
              </Typography>
              {!done && (
                <Button
                  component={Link}
                  to={to}
                  variant={name === next.name ? 'contained' : 'outlined'}
                  sx={{ minHeight: 44 }}
                >
                  {label(`${name}_go`)}
                </Button>
              )}
            </Stack>
          ))}
        </Box>
      </Panel>
    </Box>
  );
}
