/**
 * Version of the notice whose words stand in this release's catalogues. Sent with the filing, it says what the person
 * has read: a server that meanwhile asks for another version refuses, and the page must be loaded anew.
 */
export const NOTICE_VERSION = '2026-11';

/** The parts of the notice, in order. */
export const NOTICE_PARTS = ['free', 'voluntary', 'data', 'private', 'limitation', 'truth'] as const;
