import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Switch,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { VERB_KEYS } from './verbKeys';

const KEYS: [name: string, keys: string[]][] = [
  ['step', ['j', 'k', '↓', '↑']],
  ['enter', ['Enter']],
  ['dispatch', ['d']],
  ['choose', ['1', '…', '9']],
  ['toggle_selected', ['s']],
  ['open_selection', ['b']],
  ['undo', ['z']],
  ['more', ['o']],
  ['send', ['Ctrl', 'Enter']],
  ['back', ['Esc']],
  ['tab', ['[', ']']],
  ['search', ['/']],
  ['help', ['?']],
];

const OWN: ReadonlySet<string> = new Set(['toggle_selected', 'open_selection', 'undo']);

interface KeyHelpProps {
  open: boolean;
  onClose: () => void;
  letters: boolean;
  onLetters: (on: boolean) => void;
}

/** Overview of the desk's keys, and a switch for people whose assistive tools type letters by themselves. */
export function KeyHelp({ open, onClose, letters, onLetters }: KeyHelpProps) {
  const translate = useTranslate();
  const named = ([name, keys]: (typeof KEYS)[number]) => ({
    label: translate(OWN.has(name) ? `desk.keys.${name}` : `dispatch.keys.${name}`),
    keys,
  });
  const lines = [
    ...KEYS.slice(0, 4).map(named),
    ...VERB_KEYS.map(({ key, verbs }) => ({
      label: verbs.map((verb) => translate(`verb.${verb}`)).join(' / '),
      keys: [key],
    })),
    ...KEYS.slice(4).map(named),
  ];
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="desk-keys" maxWidth="xs" fullWidth>
      <DialogTitle id="desk-keys">{translate('dispatch.keys.title')}</DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{
            display: 'grid',
            gridTemplateColumns: 'auto 1fr',
            columnGap: 2,
            rowGap: 1,
            alignItems: 'center',
            m: 0,
          }}
        >
          {lines.map(({ label, keys }) => (
            <Box key={label} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ display: 'flex', gap: 0.5, justifyContent: 'flex-end' }}>
                {keys.map((key) => (
                  <Box
                    key={key}
                    component="kbd"
                    sx={{
                      minWidth: 26,
                      px: 0.75,
                      border: 1,
                      borderColor: 'divider',
                      borderRadius: 0.5,
                      textAlign: 'center',
                      font: 'inherit',
                      fontSize: 13,
                    }}
                  >
                    {key}
                  </Box>
                ))}
              </Box>
              <Box component="dd" sx={{ m: 0 }}>
                {label}
              </Box>
            </Box>
          ))}
        </Box>
        <FormControlLabel
          sx={{ mt: 2 }}
          control={<Switch checked={letters} onChange={(_, on) => onLetters(on)} />}
          label={translate('dispatch.keys.letters')}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('dispatch.keys.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
