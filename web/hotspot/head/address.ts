import { isDay, isMonth, type PeriodName, PERIODS } from './period';

/** The layers of the map. */
export const LAYERS = ['areas', 'heat', 'hexagons', 'clusters'] as const;
export type Layer = (typeof LAYERS)[number];

/** The measures that colour the areas. */
export const MEASURES = ['count', 'rate', 'change'] as const;
export type Measure = (typeof MEASURES)[number];

/** The state of the page, as it is in the URL. */
export interface Shown {
  /** Code of the area whose parts are shown; null is the user's own scope. */
  area: string | null;
  layer: Layer;
  measure: Measure;
  table: boolean;
  period: PeriodName;
  from: string | null;
  to: string | null;
  /** The month of the player; null while it is closed. */
  month: string | null;
  types: string[];
  grades: string[];
  channels: string[];
  statuses: string[];
}

/** The state for an empty URL. */
export const FIRST: Shown = {
  area: null,
  layer: 'areas',
  measure: 'count',
  table: false,
  period: 'ninety',
  from: null,
  to: null,
  month: null,
  types: [],
  grades: [],
  channels: [],
  statuses: [],
};

const AREA = /^(\d{4}|\d{6}|\d{9}|\d{12})$/;
const WORD = /^[a-z0-9_]{1,40}$/;

const oneOf = <T extends string>(values: readonly T[], value: string | null, otherwise: T): T =>
  values.find((one) => one === value) ?? otherwise;

const fitting = (value: string | null, fits: (text: string) => boolean) =>
  value !== null && fits(value) ? value : null;

/** Parses a URL; invalid values are ignored. */
export function readAddress(search: string | URLSearchParams): Shown {
  const params = new URLSearchParams(search);
  const list = (name: string) => (params.get(name) ?? '').split('.').filter((word) => WORD.test(word));
  return {
    area: fitting(params.get('area'), (text) => AREA.test(text)),
    layer: oneOf(LAYERS, params.get('layer'), FIRST.layer),
    measure: oneOf(MEASURES, params.get('measure'), FIRST.measure),
    table: params.get('view') === 'table',
    period: oneOf(PERIODS, params.get('period'), FIRST.period),
    from: fitting(params.get('from'), isDay),
    to: fitting(params.get('to'), isDay),
    month: fitting(params.get('month'), isMonth),
    types: list('type'),
    grades: list('grade'),
    channels: list('channel'),
    statuses: list('status'),
  };
}

/** The URL of a state, without default values. */
export function addressOf(shown: Shown): URLSearchParams {
  const params = new URLSearchParams();
  const put = (name: string, value: string | null, silent: string | null = null) => {
    if (value !== null && value !== '' && value !== silent) params.set(name, value);
  };
  put('area', shown.area);
  put('layer', shown.layer, FIRST.layer);
  put('measure', shown.measure, FIRST.measure);
  put('view', shown.table ? 'table' : null);
  put('period', shown.period, FIRST.period);
  if (shown.period === 'custom') {
    put('from', shown.from);
    put('to', shown.to);
  }
  put('month', shown.month);
  put('type', shown.types.join('.'));
  put('grade', shown.grades.join('.'));
  put('channel', shown.channels.join('.'));
  put('status', shown.statuses.join('.'));
  return params;
}

/** Number of active filters. */
export const narrowings = ({ types, grades, channels, statuses }: Shown): number =>
  [types, grades, channels, statuses].filter((list) => list.length > 0).length;
