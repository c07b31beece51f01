/** Posters on a wall, in English. */
export default {
  title: 'A dispute? Let us mediate',
  lead: 'Neighbours, family, debts, wages, purchases',
  scan: 'Scan to apply for mediation',
  steps: [
    'Scan and tell what happened',
    'The staff answer and name a mediator',
    'Both sides talk; an agreement can be signed',
  ],
  free: 'Free · voluntary · confidential',
  call: 'Without a phone, call 12348',
  danger: 'In danger call 110, for the injured 120',
};
