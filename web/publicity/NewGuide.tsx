import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import AddOutlined from '@mui/icons-material/AddOutlined';
import { Button, Menu, MenuItem } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import { disputeTypes } from '../data/console/disputeTypes';
import { useRead } from '../data/hooks/useRead';
import { inLanguage } from '../text/languages';

interface NewGuideProps {
  language: string;
  /** Types that have a guide in this language. */
  written: readonly string[];
}

/** Starts a guide for a first-level type without one; nothing where every type has one. */
export function NewGuide({ language, written }: NewGuideProps) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const { data = [] } = useRead(['dispute_types'], disputeTypes);
  const open = data.filter(({ code, parent_code }) => parent_code === null && !written.includes(code));
  if (open.length === 0) return null;
  return (
    <>
      <Button
        id={id}
        variant="contained"
        startIcon={<AddOutlined />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minHeight: 44, alignSelf: 'flex-start' }}
      >
        {translate('console.publicity.guide.create')}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { 'aria-labelledby': id } }}
      >
        {open.map((type) => (
          <MenuItem
            key={type.code}
            component={Link}
            to={`/publicity/guides/${type.code}/${language}`}
            sx={{ minHeight: 44 }}
          >
            {inLanguage(locale, type.name, type.name_en)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
