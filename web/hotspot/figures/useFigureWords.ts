import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { AreaMark } from '../../map';
import type { Measure } from '../head/address';
import type { Figures } from './figures';
import { changeOf, TOO_FEW } from '../map/scale';

/** Shown for an unknown value. */
const NONE = '—';

const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toLocaleString('en-US')}`;

/** Formats counts in the user's language. */
export function useFigureWords() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return useMemo(() => {
    const count = (n: number) => n.toLocaleString('en-US');
    const rate = (value: number | null) => (value === null ? NONE : value.toFixed(2));
    const share = (n: number, previous: number) =>
      previous === 0
        ? translate('hotspot.from_nothing')
        : `${signed(Math.round(changeOf(n, previous) * 100))}%`;
    /** `+5（+18%）`. */
    const change = ({ n, previous }: Pick<Figures, 'n' | 'previous'>) => {
      if (previous === null) return NONE;
      if (n === previous) return translate('hotspot.unchanged');
      return translate('hotspot.change_words', { by: signed(n - previous), share: share(n, previous) });
    };
    const figure = (one: Figures, measure: Measure) => {
      if (measure === 'rate') return rate(one.rate);
      if (measure === 'count') return count(one.n);
      if (one.previous === null || one.n + one.previous < TOO_FEW) return count(one.n);
      return one.n === one.previous ? translate('hotspot.unchanged') : share(one.n, one.previous);
    };
    const marks = ({ hot, rising }: Figures): { mark: AreaMark; word: string }[] => [
      ...(hot ? [{ mark: 'hot' as const, word: translate('hotspot.hot') }] : []),
      ...(rising ? [{ mark: 'rising' as const, word: translate('hotspot.rising') }] : []),
    ];
    /** All values of an area, one per line. */
    const lines = (one: Figures): string[] => [
      translate('hotspot.line.count', { n: count(one.n) }),
      ...(one.rate === null ? [] : [translate('hotspot.line.rate', { rate: rate(one.rate) })]),
      ...(one.previous === null || one.n + one.previous === 0
        ? []
        : [translate('hotspot.line.previous', { n: count(one.previous), change: change(one) })]),
      ...(one.hot && one.expected !== null
        ? [translate('hotspot.line.hot', { expected: one.expected.toFixed(1) })]
        : []),
      ...(one.rising ? [translate('hotspot.line.rising')] : []),
    ];
    const compact = (n: number) =>
      n < 10_000 ? String(n) : new Intl.NumberFormat(locale, { notation: 'compact' }).format(n);
    return { count, rate, change, figure, marks, lines, compact };
  }, [translate, locale]);
}

/** Formatting functions for counts. */
export type FigureWords = ReturnType<typeof useFigureWords>;
