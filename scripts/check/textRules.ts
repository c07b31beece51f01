/** One of the two sides of the web. Each side has its own translation function and its own catalogues. */
export interface Side {
  name: string;
  /** Path prefixes of the files of this side. */
  files: readonly string[];
  /** Name of the translation function in its code. */
  asks: string;
  /** Its catalogues, each with the group that holds its keys; '' is the root. */
  catalogues: readonly { catalogue: string; under: string }[];
}

/** Catalogues whose keys both sides and the database may use. */
export const COMMON = ['domain', 'domain.parties'];

/** The portal comes first: every other file of the web belongs to the console. */
export const SIDES: readonly Side[] = [
  {
    name: 'portal',
    files: ['web/portal/', 'web/ui/portal/'],
    asks: 'text',
    catalogues: [
      { catalogue: 'portal', under: '' },
      { catalogue: 'portal/form', under: '' },
      { catalogue: 'portal/file', under: '' },
      { catalogue: 'portal/photos', under: '' },
      { catalogue: 'portal/track', under: '' },
      { catalogue: 'portal/follow', under: '' },
      { catalogue: 'portal/privacy', under: '' },
      { catalogue: 'portal/join', under: '' },
      { catalogue: 'portal/help', under: '' },
      { catalogue: 'domain', under: '' },
      { catalogue: 'domain.parties', under: '' },
    ],
  },
  {
    name: 'console',
    files: ['web/'],
    asks: 'translate',
    catalogues: [
      { catalogue: 'domain', under: '' },
      { catalogue: 'domain.parties', under: '' },
      { catalogue: 'console', under: 'console.' },
      { catalogue: 'console.case', under: 'console.' },
      { catalogue: 'console.account', under: 'console.' },
      { catalogue: 'console.audit', under: 'console.audit.' },
      { catalogue: 'console.evidence', under: 'console.evidence.' },
      { catalogue: 'console.source', under: 'console.source.' },
      { catalogue: 'console.intake', under: 'console.intake.' },
      { catalogue: 'console.life', under: 'console.life.' },
      { catalogue: 'console.said', under: 'console.life.' },
      { catalogue: 'console.organisation', under: 'console.organisation.' },
      { catalogue: 'console.parties', under: 'console.parties.' },
      { catalogue: 'console.region', under: 'console.region.' },
      { catalogue: 'console.rules', under: 'console.rules.' },
      { catalogue: 'console.publicity', under: 'console.publicity.' },
      { catalogue: 'console.privacy', under: 'console.privacy.' },
      { catalogue: 'poster', under: 'poster.' },
      { catalogue: 'console.staff', under: 'console.staff.' },
      { catalogue: 'console.supervision', under: 'console.supervision.' },
      { catalogue: 'desk', under: 'desk.' },
      { catalogue: 'dispatch', under: 'dispatch.' },
      { catalogue: 'hotspot', under: 'hotspot.' },
      { catalogue: 'map', under: 'map.' },
      { catalogue: 'place', under: 'place.' },
      { catalogue: 'console.ra', under: 'ra.' },
    ],
  },
];

/** Keys that our code never names, each with the code that reads them. */
export const READ_ELSEWHERE: readonly { keys: RegExp; by: string }[] = [
  { keys: /^ra\./, by: 'react-admin itself' },
  { keys: /^poster\./, by: 'the posters, as properties of their catalogue' },
  { keys: /^map\.pin\./, by: 'the portal, as properties of the map catalogue' },
];

/** Hard-coded texts that are the same in every language, each with its reason. */
export const SAME_EVERYWHERE: readonly { file: string; message: string; why: string }[] = [
  { file: 'web/portal/help/lines.ts', message: '｜', why: 'it parts the items of a guide' },
  { file: 'web/portal/typed.ts', message: '万', why: 'a unit that people type into an amount' },
  { file: 'web/portal/typed.ts', message: '亿', why: 'a unit that people type into an amount' },
];

/** Keys whose texts are passed on with unfilled placeholders, each with the code that fills them. */
export const FILLED_LATER: readonly { keys: RegExp; by: string }[] = [
  { keys: /^map\./, by: 'the layers of the map, for each marker' },
];
