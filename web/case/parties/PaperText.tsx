import { useEffect, useState } from 'react';
import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { type AgreementText, readAgreement } from '../../data/console/partiesSide';
import { exactTime } from '../../domain/dates';
import { PrintSheet } from '../../ui/console/PrintSheet';
import { Failed, Waiting } from '../../ui/console/States';

const pathOf = (strokes: [number, number][][]) =>
  strokes
    .map((stroke) => stroke.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${y * 0.4}`).join(''))
    .join('');

/** A text in full, with names and signatures, to read and print. Opening it is logged. */
export function PaperText({ paperId, onClose }: { paperId: string; onClose: () => void }) {
  const translate = useTranslate();
  const [text, setText] = useState<AgreementText | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let here = true;
    setError(null);
    readAgreement(paperId).then(
      (found) => here && setText(found),
      (failure: Error) => here && setError(failure),
    );
    return () => void (here = false);
  }, [paperId, turn]);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="paper-text">
      <DialogTitle id="paper-text" component="h2">
        {translate('console.parties.text')}
      </DialogTitle>
      <DialogContent>
        {error && <Failed error={error} retry={() => setTurn((before) => before + 1)} />}
        {!error && !text && <Waiting rows={4} height={40} />}
        {text && <Whole text={text} />}
      </DialogContent>
      <DialogActions>
        <Button disabled={!text} onClick={() => window.print()}>
          {translate('console.parties.print')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {translate('console.parties.link_done')}
        </Button>
      </DialogActions>
      {text && (
        <PrintSheet>
          <Whole text={text} />
        </PrintSheet>
      )}
    </Dialog>
  );
}

function Whole({ text }: { text: AgreementText }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <>
      <Typography sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', lineHeight: 1.9 }}>
        {text.body}
      </Typography>
      <Stack direction="row" useFlexGap spacing={2} sx={{ mt: 2, flexWrap: 'wrap' }}>
        {text.signatures.map((signature) => (
          <Box key={`${signature.side}/${signature.name}`} sx={{ width: 220 }}>
            <Typography>
              {translate(`console.party.${signature.side}`)} {signature.name}
            </Typography>
            {signature.strokes ? (
              <svg
                viewBox="0 0 1000 400"
                width="220"
                height="88"
                role="img"
                aria-label={translate('console.parties.signature')}
              >
                <path
                  d={pathOf(signature.strokes)}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="9"
                  strokeLinecap="round"
                />
              </svg>
            ) : (
              <Box sx={{ height: 88, borderBottom: 1, borderColor: 'divider' }} />
            )}
            <Typography variant="body2" color="text.secondary">
              {signature.signed_at
                ? exactTime(signature.signed_at, locale)
                : translate('console.parties.unsigned')}
            </Typography>
          </Box>
        ))}
      </Stack>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2, overflowWrap: 'anywhere' }}>
        {translate('console.parties.digest', { sha256: text.sha256 })}
      </Typography>
    </>
  );
}
