/** For screen readers only. */
export const visuallyHidden = {
  position: 'absolute',
  // As text: the theme would turn the number 1 into 100 %.
  width: '1px',
  height: '1px',
  m: '-1px',
  p: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;
