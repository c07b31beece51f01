import { useEffect, useState } from 'react';
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined';
import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useMe } from '../../data/hooks/Me';
import type { PartyRecord, RevealedParty } from '../../data/console/parties';
import { Facts } from '../../ui/console/Facts';
import { RevealDialog } from './RevealDialog';

/** Seconds for which unmasked personal data stays on the screen. */
const SHOWN_SECONDS = 60;

/** The parties of a case, masked; each can be revealed for a minute with a reason, which is logged. */
export function Parties({ parties }: { parties: PartyRecord[] }) {
  const translate = useTranslate();
  // The database hides all parties from administrators, which is not the same as a case without parties.
  const none = useMe().role === 'administrator' ? 'not_for_administrators' : 'none';
  if (parties.length === 0)
    return <Typography color="text.secondary">{translate(`console.party.${none}`)}</Typography>;
  return (
    <Stack spacing={2}>
      {parties.map((party) => (
        <Party key={party.id} party={party} />
      ))}
    </Stack>
  );
}

/** Counts down the minute; afterwards the data is removed from memory. */
export function useRevealed(): [RevealedParty | null, number, (party: RevealedParty | null) => void] {
  const [revealed, setRevealed] = useState<RevealedParty | null>(null);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (!revealed) return;
    setLeft(SHOWN_SECONDS);
    const end = Date.now() + SHOWN_SECONDS * 1000;
    const timer = setInterval(() => {
      const seconds = Math.ceil((end - Date.now()) / 1000);
      setLeft(seconds);
      if (seconds <= 0) setRevealed(null);
    }, 1000);
    return () => clearInterval(timer);
  }, [revealed]);
  return [revealed, left, setRevealed];
}

function Party({ party }: { party: PartyRecord }) {
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const reporter = useMe().role === 'reporter';
  const [revealed, left, setRevealed] = useRevealed();
  const shown = revealed ?? { ...party, address: null };
  const phone = shown.phone;
  return (
    <Box>
      <Stack direction="row" sx={{ alignItems: 'center', mb: 0.5, minHeight: 32 }}>
        <Typography variant="h3" sx={{ flex: 1 }}>
          {translate(`console.party.${party.side}`)}
          {party.minor && ` · ${translate('console.party.minor')}`}
        </Typography>
        {revealed && (
          <Button size="small" onClick={() => setRevealed(null)}>
            {translate('console.party.hide', { left })}
          </Button>
        )}
        {!revealed && !reporter && (
          <Button
            size="small"
            startIcon={<VisibilityOutlined />}
            onClick={() => setAsking(true)}
            aria-label={translate('console.party.reveal_label', { name: party.name })}
          >
            {translate('console.party.reveal')}
          </Button>
        )}
      </Stack>
      <Facts
        labelWidth={64}
        facts={[
          { label: translate('console.party.name'), value: shown.name },
          {
            label: translate('console.party.phone'),
            value: revealed && phone ? <Link href={`tel:${phone}`}>{phone}</Link> : phone,
          },
          { label: translate('console.party.id_number'), value: shown.id_number },
          { label: translate('console.party.address'), value: shown.address },
        ]}
      />
      {asking && <RevealDialog party={party} onClose={() => setAsking(false)} onRevealed={setRevealed} />}
    </Box>
  );
}
