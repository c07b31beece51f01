import en from '../text/poster.en';
import zh from '../text/poster.zh-CN';

/** The texts of a poster. */
export type PosterWords = typeof zh;

/** Both languages, whatever the language of the console: a poster is for the public. */
export const posterWords: Record<'zh' | 'en', PosterWords> = { zh, en };
