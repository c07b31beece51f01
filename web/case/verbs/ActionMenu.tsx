import { useId, useState } from 'react';
import ExpandMore from '@mui/icons-material/ExpandMore';
import { Button, ListSubheader, Menu, MenuItem, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Verb } from '../../data/console/verbs';
import { inGroups, isKnown } from './actions';

interface ActionMenuProps {
  /** In the database's order. */
  verbs: readonly Verb[];
  onChoose: (verb: Verb) => void;
  /** Whether the button is tall enough for touch. */
  tall?: boolean;
}

/** The menu of further actions, in groups; nothing when there are none. */
export function ActionMenu({ verbs, onChoose, tall = false }: ActionMenuProps) {
  const translate = useTranslate();
  const id = useId();
  const [at, setAt] = useState<HTMLElement | null>(null);
  if (verbs.length === 0) return null;
  const choose = (verb: Verb) => {
    setAt(null);
    onChoose(verb);
  };
  return (
    <>
      <Button
        id={`${id}-button`}
        variant="outlined"
        color="inherit"
        endIcon={<ExpandMore />}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        aria-controls={at ? `${id}-menu` : undefined}
        onClick={(event) => setAt(event.currentTarget)}
        sx={tall ? { minHeight: 44, flex: '0 0 auto' } : {}}
      >
        {translate('console.life.more')}
      </Button>
      <Menu
        id={`${id}-menu`}
        anchorEl={at}
        open={at !== null}
        onClose={() => setAt(null)}
        slotProps={{
          // The menu is rendered outside the page's landmarks, so it needs a landmark of its own.
          paper: { role: 'region', 'aria-labelledby': `${id}-button` },
          list: { 'aria-labelledby': `${id}-button`, dense: !tall },
        }}
      >
        {inGroups(verbs).flatMap(({ group, verbs: those }) => [
          <ListSubheader key={group} role="presentation" disableSticky sx={{ lineHeight: '32px' }}>
            {translate(`console.life.action_group.${group}`)}
          </ListSubheader>,
          ...those.map((verb) => (
            <MenuItem
              key={verb}
              disabled={!isKnown(verb)}
              onClick={() => choose(verb)}
              sx={{ minHeight: tall ? 44 : 36, display: 'block' }}
            >
              {translate(`verb.${verb}`)}
              {!isKnown(verb) && <Typography variant="body2">{translate('console.life.newer')}</Typography>}
            </MenuItem>
          )),
        ])}
      </Menu>
    </>
  );
}
