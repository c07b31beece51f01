import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import Print from '@mui/icons-material/PrintOutlined';
import { Button, GlobalStyles } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { exactTime } from '../../domain/dates';
import { qrPicture, type InvitationSlip } from './link';

const PAPER = {
  '@media screen': { '.slips': { display: 'none' } },
  '@media print': {
    'body > *:not(.slips)': { display: 'none !important' },
    body: { background: '#fff !important' },
    '@page': { margin: '12mm' },
    '.slips': {
      display: 'grid',
      gridTemplateColumns: '1fr 1fr',
      gap: '6mm',
      color: '#000',
      fontSize: '9.5pt',
      lineHeight: 1.5,
    },
    '.slip': { border: '1px dashed #777', padding: '5mm', breakInside: 'avoid', background: '#fff' },
    '.slip h2': { margin: '0 0 2mm', fontSize: '11.5pt' },
    '.slip img': { float: 'right', width: '32mm', height: '32mm', margin: '0 0 2mm 3mm' },
    '.slip dl': { margin: 0 },
    '.slip dt': { display: 'inline', color: '#333' },
    '.slip dd': { display: 'inline', margin: 0, fontWeight: 600 },
    '.slip p': { margin: '2mm 0 0', fontSize: '8.5pt', clear: 'none' },
    '.slip .address': { clear: 'both', overflowWrap: 'anywhere', fontFamily: 'monospace', fontSize: '8pt' },
  },
} as const;

interface InvitationSlipPrinterProps {
  invitationSlips: InvitationSlip[];
  label: string;
  onPrinted?: () => void;
}

/** Prints links on slips, several on a page, to be cut and handed over. */
export function InvitationSlipPrinter({ invitationSlips, label, onPrinted }: InvitationSlipPrinterProps) {
  const [pictures, setPictures] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const sheet = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!pictures) return;
    const images = [...(sheet.current?.querySelectorAll('img') ?? [])];
    // A picture that is not loaded yet would be missing on paper.
    void Promise.allSettled(images.map((image) => image.decode())).then(() => window.print());
  }, [pictures]);

  const print = async () => {
    setBusy(true);
    setPictures(await Promise.all(invitationSlips.map(({ link }) => qrPicture(link))));
    setBusy(false);
    onPrinted?.();
  };

  return (
    <>
      <Button variant="outlined" startIcon={<Print />} disabled={busy} onClick={() => void print()}>
        {label}
      </Button>
      {pictures &&
        createPortal(
          <div className="slips" ref={sheet}>
            <GlobalStyles styles={PAPER} />
            {invitationSlips.map((invitationSlip, index) => (
              <PrintedSlip
                key={invitationSlip.link}
                invitationSlip={invitationSlip}
                picture={pictures[index]}
              />
            ))}
          </div>,
          document.body,
        )}
    </>
  );
}

function PrintedSlip({
  invitationSlip,
  picture,
}: {
  invitationSlip: InvitationSlip;
  picture: string | undefined;
}) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const colon = translate('console.colon');
  const lines: [string, string | null][] = [
    [translate('console.staff.name'), invitationSlip.name],
    [translate('console.staff.account'), invitationSlip.account],
    [translate('console.staff.organisation'), invitationSlip.organisation],
    [translate('console.staff.role'), invitationSlip.role && translate(`role.${invitationSlip.role}`)],
    [translate('console.staff.link.until'), exactTime(invitationSlip.expiresAt, locale)],
  ];
  return (
    <section className="slip">
      {picture && <img src={picture} alt="" />}
      <h2>
        {translate('console.product')} ·{' '}
        {translate(invitationSlip.role ? 'console.staff.link.slip_join' : 'console.staff.link.slip_reset')}
      </h2>
      <dl>
        {lines
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>
                {name}
                {colon}
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p>{translate('console.staff.link.slip_hint')}</p>
      <p className="address">{invitationSlip.link}</p>
    </section>
  );
}
