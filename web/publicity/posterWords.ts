import en from '../text/poster.en';
import zh from '../text/poster.zh-CN';

/** What a poster says. */
export type PosterWords = typeof zh;

/** Both languages, whatever the console speaks: a poster is for whoever passes by. */
export const posterWords: Record<'zh' | 'en', PosterWords> = { zh, en };
