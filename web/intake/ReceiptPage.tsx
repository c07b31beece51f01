import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import Print from '@mui/icons-material/PrintOutlined';
import { Box, Button, Skeleton, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { exactTime } from '../domain/dates';
import { Facts } from '../ui/console/Facts';
import { Page } from '../ui/console/Page';
import { PrintArea } from '../ui/console/PrintSheet';
import type { Receipt } from './useRegistration';

/**
 * The portal's page of a case; number and code are in the fragment after #, which browsers do not send to
 * servers.
 */
const trackingLink = (number: string, code: string) =>
  `${window.location.origin}/#/track/${encodeURIComponent(number)}/${encodeURIComponent(code)}`;

/** The receipt for the applicant: number and code in large letters, and as a QR code. */
export function ReceiptPage({ receipt, again }: { receipt: Receipt; again: () => void }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  const number = receipt.number ?? '';
  const code = receipt.tracking_code ?? '';
  const say = (key: string) => translate(`console.intake.receipt.${key}`);
  const time = (at: string | null) => at && exactTime(at, locale, new Date(0));
  return (
    <Page title={say('title')}>
      <Box ref={top} tabIndex={-1} sx={{ maxWidth: 560, outline: 'none' }}>
        <Typography role="status" color="text.secondary" sx={{ mb: 2, displayPrint: 'none' }}>
          {say('lead')}
        </Typography>
        <PrintArea alone>
          <Box
            component="article"
            aria-label={say('receipt')}
            sx={{
              border: 1,
              borderColor: 'divider',
              borderRadius: 1,
              bgcolor: 'background.paper',
              p: { xs: 2, sm: 3 },
            }}
          >
            <Typography variant="h2" sx={{ mb: 2 }}>
              {translate('console.product')} · {say('receipt')}
            </Typography>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, alignItems: 'center', mb: 2 }}>
              <Box sx={{ flex: '1 1 240px', display: 'grid', gap: 1.5 }}>
                <Large label={say('number')} value={number} />
                <Large label={say('code')} value={code} />
              </Box>
              <Qr link={trackingLink(number, code)} />
            </Box>
            <Facts
              labelWidth={96}
              facts={[
                { label: say('filed'), value: time(receipt.filed_at) },
                { label: say('region'), value: receipt.region_path },
                {
                  label: say('desk'),
                  value: [receipt.desk_name, receipt.desk_phone].filter(Boolean).join(' '),
                },
                {
                  label: say('due'),
                  value: receipt.due_at && (
                    <>
                      {time(receipt.due_at)}
                      {receipt.provisional && (
                        <Typography variant="body2" color="text.secondary">
                          {say('provisional')}
                        </Typography>
                      )}
                    </>
                  ),
                },
              ]}
            />
            <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
              {say('foot')}
            </Typography>
          </Box>
        </PrintArea>
        <Buttons again={again} />
      </Box>
    </Page>
  );
}

function Buttons({ again }: { again: () => void }) {
  const translate = useTranslate();
  const say = (key: string) => translate(`console.intake.receipt.${key}`);
  return (
    <Stack
      direction="row"
      useFlexGap
      spacing={1}
      sx={{
        mt: 2,
        flexWrap: 'wrap',
        displayPrint: 'none',
        '& > *': { minHeight: 48, flex: '1 1 140px' },
      }}
    >
      <Button variant="contained" onClick={again}>
        {say('again')}
      </Button>
      <Button variant="outlined" startIcon={<Print />} onClick={() => window.print()}>
        {say('print')}
      </Button>
      <Button variant="outlined" component={Link} to="/cases">
        {say('cases')}
      </Button>
    </Stack>
  );
}

function Large({ label, value }: { label: string; value: string }) {
  return (
    <Box component="dl" sx={{ m: 0 }}>
      <Typography component="dt" variant="body2" color="text.secondary">
        {label}
      </Typography>
      <Typography
        component="dd"
        sx={{
          m: 0,
          fontSize: { xs: 22, sm: 26 },
          fontWeight: 650,
          letterSpacing: 0.5,
          fontVariantNumeric: 'tabular-nums',
          overflowWrap: 'anywhere',
        }}
      >
        {value}
      </Typography>
    </Box>
  );
}

const SIDE = 148;

/** A link as a QR code, dark on light in every theme. */
function Qr({ link }: { link: string }) {
  const translate = useTranslate();
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let here = true;
    void import('qrcode')
      .then(({ toDataURL }) => toDataURL(link, { width: 480, margin: 2, errorCorrectionLevel: 'M' }))
      .then((drawn) => here && setPicture(drawn))
      // Number and code next to it say the same.
      .catch(() => undefined);
    return () => void (here = false);
  }, [link]);
  return (
    <Box component="figure" sx={{ m: 0, mx: 'auto', textAlign: 'center' }}>
      {picture ? (
        <Box
          component="img"
          src={picture}
          alt={translate('console.intake.receipt.qr')}
          sx={{ width: SIDE, height: SIDE, borderRadius: 1, display: 'block' }}
        />
      ) : (
        <Skeleton variant="rounded" width={SIDE} height={SIDE} />
      )}
      <Typography component="figcaption" variant="body2" color="text.secondary">
        {translate('console.intake.receipt.qr_hint')}
      </Typography>
    </Box>
  );
}
