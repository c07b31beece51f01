import { catalogueIn, type Locale } from '../text/languages';
import reference from '../text/zh-CN/poster';

/** The texts of a poster. */
export type PosterWords = typeof reference;

const POSTERS = import.meta.glob<PosterWords>('./*/poster.ts', {
  base: '../text',
  import: 'default',
  eager: true,
});

/** Every language, whatever the console speaks: a poster is for whoever passes by. */
export const posterWords = (locale: Locale): PosterWords =>
  catalogueIn(POSTERS, locale, 'poster') ?? reference;
