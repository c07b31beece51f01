import type { ReactNode } from 'react';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Tag } from '../../ui/console/Tag';
import { AREA_SIGNS } from '../../map';
import type { Measure } from '../head/address';
import { type AreaFigures, type Figures, measured, ranked, shortName } from './figures';
import type { FigureWords } from './useFigureWords';

interface AreaListProps {
  areas: readonly AreaFigures[];
  /** Counts of cases located only at the parent's level. */
  own: Figures | null;
  measure: Measure;
  figureText: FigureWords;
  fillOf: (figures: Figures) => string;
  pointed: string | null;
  selected: string | null;
  onPoint: (code: string | null) => void;
  onOpen: (code: string) => void;
}

/** Hot and rising areas, as symbol and text. */
export function Marks({ figures, figureText }: { figures: Figures; figureText: FigureWords }) {
  return figureText.marks(figures).map(({ mark, word }) => (
    <Tag
      key={mark}
      tone={mark === 'hot' ? 'red' : 'amber'}
      mark={<span aria-hidden>{AREA_SIGNS[mark]}</span>}
    >
      {word}
    </Tag>
  ));
}

/** The areas, most cases first; each opens as it does on the map. */
export function AreaList(props: AreaListProps) {
  const { areas, own, measure, figureText, fillOf, pointed, selected, onPoint, onOpen } = props;
  const translate = useTranslate();
  const value = (one: Figures) => (measure === 'change' ? one.n : measured(one, measure));
  const most = Math.max(1e-9, ...areas.map((one) => value(one) ?? 0));
  const details = (one: Figures) =>
    measure === 'count' ? figureText.change(one) : translate('hotspot.cases', { n: figureText.count(one.n) });
  return (
    <>
      <Box component="ol" aria-label={translate('hotspot.top')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {ranked(areas, measure).map((one, index) => {
          const size = value(one);
          return (
            <Box component="li" key={one.code}>
              <AreaLine
                rank={index + 1}
                name={shortName(one.name)}
                marks={<Marks figures={one} figureText={figureText} />}
                figure={figureText.figure(one, measure)}
                details={one.previous === null ? null : details(one)}
                bar={size === null ? null : { share: size / most, fill: fillOf(one) }}
                pointed={one.code === pointed}
                selected={one.code === selected}
                onPoint={(on) => onPoint(on ? one.code : null)}
                onOpen={() => onOpen(one.code)}
              />
            </Box>
          );
        })}
      </Box>
      {own && own.n > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ px: 2, py: 1 }}>
          {translate('hotspot.own_line', { area: own.name, n: figureText.count(own.n) })}
        </Typography>
      )}
    </>
  );
}

interface AreaLineProps {
  rank: number;
  name: string;
  marks: ReactNode;
  figure: string;
  /** A second, smaller figure. */
  details: string | null;
  /** The figure as a bar, as a share of the largest; null for none. */
  bar: { share: number; fill: string } | null;
  pointed: boolean;
  selected: boolean;
  onPoint: (on: boolean) => void;
  onOpen: () => void;
}

function AreaLine(props: AreaLineProps) {
  const { rank, name, marks, figure, details, bar, pointed, selected, onPoint, onOpen } = props;
  return (
    <Box
      component="button"
      type="button"
      aria-current={selected ? 'true' : undefined}
      onClick={onOpen}
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
      sx={{
        display: 'grid',
        gridTemplateColumns: '26px minmax(0, 1fr) auto',
        columnGap: 1,
        alignItems: 'center',
        width: '100%',
        minHeight: { xs: 48, md: 40 },
        px: 2,
        py: 0.5,
        border: 0,
        borderBottom: 1,
        borderColor: 'divider',
        font: 'inherit',
        color: 'text.primary',
        textAlign: 'left',
        cursor: 'pointer',
        bgcolor: pointed || selected ? 'color-mix(in srgb, currentColor 7%, transparent)' : 'transparent',
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
      }}
    >
      <Box component="span" sx={{ color: 'text.secondary', fontSize: 13 }}>
        {rank}
      </Box>
      <Box component="span" sx={{ minWidth: 0 }}>
        <Box component="span" sx={{ display: 'flex', gap: 0.75, alignItems: 'center', flexWrap: 'wrap' }}>
          {name}
          {marks}
        </Box>
        {bar && (
          <Box
            component="span"
            aria-hidden
            sx={{
              display: 'block',
              height: 5,
              mt: 0.5,
              borderRadius: 0.5,
              boxShadow: 'inset 0 0 0 1px color-mix(in srgb, currentColor 25%, transparent)',
              width: `${Math.max(1, bar.share * 100)}%`,
              bgcolor: bar.fill,
            }}
          />
        )}
      </Box>
      <Box component="span" sx={{ textAlign: 'right' }}>
        <Box component="strong" sx={{ display: 'block', fontWeight: 600 }}>
          {figure}
        </Box>
        {details !== null && (
          <Box component="span" sx={{ display: 'block', fontSize: 12, color: 'text.secondary' }}>
            {details}
          </Box>
        )}
      </Box>
    </Box>
  );
}
