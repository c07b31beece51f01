import { useState } from 'react';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Button, Menu, MenuItem } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import { download } from '../../ui/console/download';

interface ExportsProps {
  /** File name without extension. */
  name: string;
  csv: () => string;
  /** Null while there is no map to draw. */
  png: (() => Promise<Blob>) | null;
}

/** Saves the counts as a table and the map as a picture. */
export function Exports({ name, csv, png }: ExportsProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const saveCsv = () => {
    close();
    download(`${name}.csv`, csv());
  };
  const savePng = async () => {
    close();
    try {
      if (png) download(`${name}.png`, await png(), 'image/png');
    } catch {
      notify('hotspot.export_failed', { type: 'error' });
    }
  };
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<Download />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minHeight: 40 }}
      >
        {translate('console.list.export')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem onClick={saveCsv}>{translate('hotspot.export.csv')}</MenuItem>
        <MenuItem onClick={() => void savePng()} disabled={png === null}>
          {translate('hotspot.export.png')}
        </MenuItem>
      </Menu>
    </>
  );
}
