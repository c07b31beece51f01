import { Checkbox, ListItemText, MenuItem, TextField } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Choice } from '../../ui/console/filters';

interface ManyFilterProps {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

/** A filter with multiple choice; none selected means all. */
export function ManyFilter({ label, choices, chosen, onChoose }: ManyFilterProps) {
  const translate = useTranslate();
  const known = chosen.filter((value) => choices.some((choice) => choice.value === value));
  const summary = () => {
    const [first] = known;
    if (first === undefined) return translate('console.list.all');
    if (known.length > 1) return translate('hotspot.several', { count: known.length });
    return choices.find(({ value }) => value === first)?.label ?? first;
  };
  return (
    <TextField
      select
      size="small"
      label={label}
      value={known}
      onChange={(event) => onChoose(event.target.value as unknown as string[])}
      slotProps={{
        select: {
          multiple: true,
          displayEmpty: true,
          renderValue: summary,
          MenuProps: { slotProps: { paper: { sx: { maxHeight: 420 } } } },
        },
        inputLabel: { shrink: true },
      }}
      sx={{ minWidth: 112, maxWidth: { md: 180 } }}
    >
      {choices.map(({ value, label: name }) => (
        <MenuItem key={value} value={value} dense sx={{ minHeight: { xs: 44, sm: 34 } }}>
          <Checkbox size="small" checked={known.includes(value)} tabIndex={-1} sx={{ p: 0, mr: 1 }} />
          <ListItemText primary={name} />
        </MenuItem>
      ))}
    </TextField>
  );
}
