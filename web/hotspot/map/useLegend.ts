import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { AREA_SIGNS } from '../../map';
import type { Layer, Measure } from '../head/address';
import type { Colouring, Step } from './colouring';
import { CHANGE_STEPS, DIVERGING, type Mode, NOTHING, SEQUENTIAL, UNKNOWN } from './scale';

/** One line of the legend. */
export interface LegendLine {
  key: string;
  label: string;
  /** A colour, or the colours of a gradient. */
  fill: string | readonly string[];
  hatched?: boolean;
  sign?: string;
}

/** The content of the legend. */
export interface LegendContent {
  title: string;
  lines: LegendLine[];
}

/** A number of the legend, whole where possible. */
const plain = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

type Translate = ReturnType<typeof useTranslate>;

/** A class of values; of whole numbers the bounds are the numbers themselves. */
function classLine(translate: Translate, { fill, from, to }: Step, whole: boolean): LegendLine {
  const last = to !== null && whole ? to - 1 : to;
  const between = () =>
    last === from
      ? plain(from)
      : translate('hotspot.legend.between', { from: plain(from), to: plain(last ?? from) });
  const label = last === null ? translate('hotspot.legend.from', { from: plain(from) }) : between();
  return { key: String(from), label, fill };
}

/** The classes of a change, from rising to falling. */
function changeLines(translate: Translate, mode: Mode): LegendLine[] {
  const percent = CHANGE_STEPS.map((one) => `${Math.abs(one) * 100}%`);
  const labels = [
    translate('hotspot.legend.fell_more', { by: percent[0] }),
    translate('hotspot.legend.fell', { by: percent[1], to: percent[0] }),
    translate('hotspot.legend.fell', { by: percent[2], to: percent[1] }),
    translate('hotspot.legend.steady', { by: percent[3] }),
    translate('hotspot.legend.rose', { by: percent[3], to: percent[4] }),
    translate('hotspot.legend.rose', { by: percent[4], to: percent[5] }),
    translate('hotspot.legend.rose_more', { by: percent[5] }),
  ];
  return DIVERGING[mode].map((fill, index) => ({ key: fill, fill, label: labels[index] ?? '' })).reverse();
}

/** The symbols of hot and rising areas, as far as there are some. */
function markLines(translate: Translate, mode: Mode, { hot, rising }: Colouring): LegendLine[] {
  const lines: LegendLine[] = [];
  if (hot)
    lines.push({
      key: 'hot',
      label: translate('hotspot.legend.hot'),
      fill: NOTHING[mode],
      hatched: true,
    });
  if (rising)
    lines.push({
      key: 'rising',
      label: translate('hotspot.legend.rising'),
      fill: 'none',
      sign: AREA_SIGNS.rising,
    });
  return lines;
}

function areaLegend(translate: Translate, mode: Mode, measure: Measure, colouring: Colouring): LegendContent {
  const change = colouring.comparable ? 'hotspot.legend.too_few' : 'hotspot.legend.no_previous';
  const gap = translate(measure === 'change' ? change : 'hotspot.legend.unknown');
  const classes =
    measure === 'change'
      ? changeLines(translate, mode)
      : [
          ...colouring.steps.map((one) => classLine(translate, one, measure === 'count')).reverse(),
          { key: 'nothing', label: translate('hotspot.legend.nothing'), fill: NOTHING[mode] },
        ];
  const unknown = colouring.gaps ? [{ key: 'unknown', label: gap, fill: UNKNOWN[mode] }] : [];
  return {
    title: translate(`hotspot.legend.title.${measure}`),
    lines: [...classes, ...unknown, ...markLines(translate, mode, colouring)],
  };
}

function spotLines(translate: Translate, mode: Mode, layer: SpotLayer, steps: readonly Step[]): LegendLine[] {
  if (layer === 'hexagons') return steps.map((one) => classLine(translate, one, true)).reverse();
  if (layer === 'heat')
    return [{ key: 'glow', label: translate('hotspot.legend.glow'), fill: SEQUENTIAL[mode] }];
  return [{ key: 'number', label: translate('hotspot.legend.number'), fill: 'none', sign: '12' }];
}

/** The layers of single cases. */
type SpotLayer = Exclude<Layer, 'areas'>;

/** The legend of areas coloured by a measure, of hexagons, or of the heat map. */
export function useLegend(mode: Mode) {
  const translate = useTranslate();
  return useMemo(
    () => ({
      areas: (measure: Measure, colouring: Colouring): LegendContent =>
        areaLegend(translate, mode, measure, colouring),
      /** `truncated`: only the densest cells are shown. */
      spots: (layer: SpotLayer, steps: readonly Step[], truncated: boolean): LegendContent => ({
        title: translate(`hotspot.legend.title.${layer}`),
        lines: [
          ...spotLines(translate, mode, layer, steps),
          ...(truncated
            ? [{ key: 'cut', label: translate('hotspot.legend.cut'), fill: 'none', sign: '…' }]
            : []),
        ],
      }),
    }),
    [translate, mode],
  );
}
