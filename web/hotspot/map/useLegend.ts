import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { AREA_SIGNS } from '../../map';
import type { Measure } from '../head/address';
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

/** The legend of areas coloured by a measure, of hexagons, or of the heat map. */
export function useLegend(mode: Mode) {
  const translate = useTranslate();
  return useMemo(() => {
    const step = ({ fill, from, to }: Step, whole: boolean): LegendLine => {
      const last = to !== null && whole ? to - 1 : to;
      const label =
        last === null
          ? translate('hotspot.legend.from', { from: plain(from) })
          : last === from
            ? plain(from)
            : translate('hotspot.legend.between', { from: plain(from), to: plain(last) });
      return { key: String(from), label, fill };
    };
    const nothing: LegendLine = {
      key: 'nothing',
      label: translate('hotspot.legend.nothing'),
      fill: NOTHING[mode],
    };
    const marks = ({ hot, rising }: Colouring): LegendLine[] => [
      ...(hot
        ? [{ key: 'hot', label: translate('hotspot.legend.hot'), fill: NOTHING[mode], hatched: true }]
        : []),
      ...(rising
        ? [
            {
              key: 'rising',
              label: translate('hotspot.legend.rising'),
              fill: 'none',
              sign: AREA_SIGNS.rising,
            },
          ]
        : []),
    ];
    const changes = (): LegendLine[] => {
      const percent = CHANGE_STEPS.map((one) => `${Math.abs(one) * 100}%`);
      const label = [
        translate('hotspot.legend.fell_more', { by: percent[0] }),
        translate('hotspot.legend.fell', { by: percent[1], to: percent[0] }),
        translate('hotspot.legend.fell', { by: percent[2], to: percent[1] }),
        translate('hotspot.legend.steady', { by: percent[3] }),
        translate('hotspot.legend.rose', { by: percent[3], to: percent[4] }),
        translate('hotspot.legend.rose', { by: percent[4], to: percent[5] }),
        translate('hotspot.legend.rose_more', { by: percent[5] }),
      ];
      return DIVERGING[mode].map((fill, index) => ({ key: fill, fill, label: label[index]! })).reverse();
    };
    const spots = {
      hexagons: (steps: readonly Step[]): LegendContent => ({
        title: translate('hotspot.legend.title.hexagons'),
        lines: steps.map((one) => step(one, true)).reverse(),
      }),
      heat: (): LegendContent => ({
        title: translate('hotspot.legend.title.heat'),
        lines: [{ key: 'glow', label: translate('hotspot.legend.glow'), fill: SEQUENTIAL[mode] }],
      }),
      clusters: (): LegendContent => ({
        title: translate('hotspot.legend.title.clusters'),
        lines: [{ key: 'number', label: translate('hotspot.legend.number'), fill: 'none', sign: '12' }],
      }),
    };
    const cut: LegendLine = { key: 'cut', label: translate('hotspot.legend.cut'), fill: 'none', sign: '…' };
    return {
      areas: (measure: Measure, colouring: Colouring): LegendContent => {
        const title = translate(`hotspot.legend.title.${measure}`);
        const change = colouring.comparable ? 'hotspot.legend.too_few' : 'hotspot.legend.no_previous';
        const gap = translate(measure === 'change' ? change : 'hotspot.legend.unknown');
        const unknown: LegendLine[] = colouring.gaps
          ? [{ key: 'unknown', label: gap, fill: UNKNOWN[mode] }]
          : [];
        const lines =
          measure === 'change'
            ? changes()
            : [...colouring.steps.map((one) => step(one, measure === 'count')).reverse(), nothing];
        return { title, lines: [...lines, ...unknown, ...marks(colouring)] };
      },
      /** `truncated`: only the densest cells are shown. */
      spots: (layer: keyof typeof spots, steps: readonly Step[], truncated: boolean): LegendContent => {
        const content = spots[layer](steps);
        return truncated ? { ...content, lines: [...content.lines, cut] } : content;
      },
    };
  }, [translate, mode]);
}
