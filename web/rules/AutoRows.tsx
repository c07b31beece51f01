import { type ReactNode, useEffect, useState } from 'react';
import ExpandMore from '@mui/icons-material/ExpandMore';
import { Box, Button, FormControlLabel, Switch } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'react-admin';
import { useMe } from '../data/hooks/Me';
import type { DisputeTypeRecord } from '../data/console/disputeTypes';
import { type Grade, GRADES } from '../domain/grades';
import type { AutoDispatch } from '../data/console/dispatch';
import { useChange } from '../data/hooks/useChange';
import { useErrorText } from '../ui/console/useErrorText';

interface AutoRowsProps {
  /** A first-level type; below, its second-level types. */
  first: DisputeTypeRecord;
  below: DisputeTypeRecord[];
  on: readonly AutoDispatch[];
  /** A type's name in the user's language. */
  name: (type: DisputeTypeRecord) => string;
  /** Whether the search matches only second-level types. */
  opened: boolean;
}

/** The switches of a type, and on demand those of its second-level types. */
export function AutoRows({ first, below, on, name, opened }: AutoRowsProps) {
  const translate = useTranslate();
  const [chosen, setChosen] = useState(false);
  const open = chosen || opened;
  const isOn = (code: string, grade: Grade) =>
    on.some((one) => one.type_code === code && one.grade === grade);
  const special = below.filter((type) => GRADES.some((grade) => isOn(type.code, grade))).length;
  const summary = translate(special > 0 ? 'console.rules.auto.below_on' : 'console.rules.auto.below', {
    count: below.length,
    on: special,
  });
  return (
    <Box sx={{ borderTop: 1, borderColor: 'divider' }}>
      <Row name={name(first)} strong>
        {GRADES.map((grade) => (
          <AutoSwitch
            key={grade}
            type={first}
            name={name(first)}
            grade={grade}
            on={isOn(first.code, grade)}
          />
        ))}
        {below.length > 0 && (
          <Button
            size="small"
            color="inherit"
            aria-expanded={open}
            aria-label={translate('console.rules.auto.below_of', { type: name(first), summary })}
            endIcon={<ExpandMore sx={{ transform: open ? 'rotate(180deg)' : 'none' }} />}
            onClick={() => setChosen(!open)}
            sx={{ minHeight: 44, color: 'text.secondary' }}
          >
            {summary}
          </Button>
        )}
      </Row>
      {open &&
        below.map((type) => (
          <Row key={type.code} name={name(type)}>
            {GRADES.map((grade) => (
              <AutoSwitch
                key={grade}
                type={type}
                name={name(type)}
                grade={grade}
                on={isOn(type.code, grade)}
                covered={isOn(first.code, grade)}
              />
            ))}
          </Row>
        ))}
    </Box>
  );
}

function Row({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1,
        minHeight: 44,
        pl: strong ? 0 : 2,
      }}
    >
      <Box
        component="span"
        sx={{ width: { xs: '100%', md: 320 }, pt: { xs: 1, md: 0 }, fontWeight: strong ? 600 : 400 }}
      >
        {name}
      </Box>
      {children}
    </Box>
  );
}

interface AutoSwitchProps {
  type: DisputeTypeRecord;
  name: string;
  grade: Grade;
  on: boolean;
  /** Whether the first-level type is switched on, which includes this one. */
  covered?: boolean;
}

function AutoSwitch({ type, name, grade, on, covered = false }: AutoSwitchProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const errorText = useErrorText();
  const client = useQueryClient();
  const { organisation_id: organisation } = useMe();
  const { send, sending, failure } = useChange('set_auto_dispatch');
  const label = translate(`grade.${grade}`);
  useEffect(() => {
    if (failure) notify(errorText(failure), { type: 'error' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new failure is told
  }, [failure]);
  const flip = async (enabled: boolean) => {
    const done = await send({ type_code: type.code, grade, enabled });
    await client.invalidateQueries({ queryKey: ['auto_dispatches', organisation] });
    if (done)
      notify(
        translate(enabled ? 'console.rules.auto.switched_on' : 'console.rules.auto.switched_off', {
          type: name,
          grade: label,
        }),
        { type: 'success' },
      );
  };
  return (
    <FormControlLabel
      label={covered ? translate('console.rules.auto.covered', { grade: label }) : label}
      disabled={sending || covered}
      control={
        <Switch
          size="small"
          checked={on || covered}
          onChange={(_event, enabled) => void flip(enabled)}
          slotProps={{
            input: { 'aria-label': translate('console.rules.auto.switch', { type: name, grade: label }) },
          }}
        />
      }
      sx={{ minWidth: 92, minHeight: 44, mr: 0, ml: 0 }}
    />
  );
}
