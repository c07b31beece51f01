import { useId, useState } from 'react';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { readConsentText } from '../../data/console/privacy';
import { useRead } from '../../data/hooks/useRead';
import { DATA_LANGUAGES } from '../../text/languages';
import { Empty, Failed, Waiting } from '../../ui/console/States';

/** Opens the exact text that an applicant or another party agreed to. */
export function ConsentText({ version }: { version: string }) {
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Link
        component="button"
        type="button"
        onClick={() => setOpen(true)}
        sx={{ font: 'inherit', textAlign: 'start' }}
      >
        {translate('console.case.consent_version', { version })}
      </Link>
      {open && <ConsentDialog version={version} onClose={() => setOpen(false)} />}
    </>
  );
}

function ConsentDialog({ version, onClose }: { version: string; onClose: () => void }) {
  const translate = useTranslate();
  const phone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'), { noSsr: true });
  const title = useId();
  // A version never changes.
  const read = useRead(['consent_text', version], (signal) => readConsentText(version, signal), {
    staleTime: Infinity,
  });
  const texts = read.data;
  return (
    <Dialog open onClose={onClose} fullScreen={phone} fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title} component="h2">
        {translate('console.case.consent_title')}
        <Typography color="text.secondary">
          {translate('console.case.consent_version', { version })}
        </Typography>
      </DialogTitle>
      {/* A long text must be scrollable by keyboard, too. */}
      <DialogContent tabIndex={0}>
        {read.error && <Failed error={read.error} retry={() => void read.refetch()} />}
        {!read.error && texts === undefined && <Waiting rows={4} height={48} />}
        {texts === null && <Empty title={translate('console.case.consent_none')} />}
        {/* It is not recorded which of the two languages was read. */}
        {texts &&
          DATA_LANGUAGES.map((language) => (
            <Box key={language} component="section" lang={language} sx={{ '& + &': { mt: 3 } }}>
              <Typography component="h3" variant="subtitle1" sx={{ fontWeight: 600 }}>
                {texts[language].title}
              </Typography>
              <Box component="dl" sx={{ m: 0, '& dt': { fontWeight: 600, mt: 1 }, '& dd': { m: 0 } }}>
                {texts[language].parts.map((part) => (
                  <div key={part.title}>
                    <dt>{part.title}</dt>
                    <dd>{part.text}</dd>
                  </div>
                ))}
              </Box>
              <Typography sx={{ mt: 1.5, pl: 1.5, borderLeft: 3, borderColor: 'primary.main' }}>
                {texts[language].agree}
              </Typography>
            </Box>
          ))}
      </DialogContent>
      <DialogActions sx={phone ? { '& > button': { flex: 1, minHeight: 44 } } : {}}>
        <Button variant="contained" onClick={onClose}>
          {translate('console.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
