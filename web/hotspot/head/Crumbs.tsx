import ArrowUpward from '@mui/icons-material/ArrowUpward';
import { Breadcrumbs, IconButton, Link, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

/** One level of the breadcrumbs down to the shown area. */
export interface Crumb {
  code: string;
  name: string;
}

/** Breadcrumbs from the user's own scope to the shown area, with a button one level up. */
export function Crumbs({ way, onGo }: { way: readonly Crumb[]; onGo: (code: string) => void }) {
  const translate = useTranslate();
  const above = way.at(-2);
  return (
    <>
      <IconButton
        size="small"
        disabled={!above}
        aria-label={above ? translate('hotspot.up_to', { area: above.name }) : translate('hotspot.up')}
        title={translate('hotspot.up')}
        onClick={() => above && onGo(above.code)}
      >
        <ArrowUpward fontSize="small" />
      </IconButton>
      <Breadcrumbs
        aria-label={translate('hotspot.way')}
        sx={{ '& .MuiBreadcrumbs-ol': { flexWrap: 'wrap' }, fontSize: 14 }}
      >
        {way.map(({ code, name }, index) =>
          index === way.length - 1 ? (
            <Typography key={code} aria-current="location" sx={{ fontWeight: 600 }}>
              {name}
            </Typography>
          ) : (
            <Link
              key={code}
              component="button"
              type="button"
              onClick={() => onGo(code)}
              sx={{ fontSize: 14 }}
            >
              {name}
            </Link>
          ),
        )}
      </Breadcrumbs>
    </>
  );
}
