/** Read aloud, not shown. */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  m: -1,
  p: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;
