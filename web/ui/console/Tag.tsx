import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** The meaning of a tag's colour, in addition to its text. */
export type Tone = 'neutral' | 'accent' | 'red' | 'amber' | 'blue' | 'green';

const COLOUR: Record<Tone, string> = {
  neutral: 'text.secondary',
  accent: 'primary.main',
  red: 'error.main',
  amber: 'warning.main',
  blue: 'info.main',
  green: 'success.main',
};

interface TagProps {
  tone: Tone;
  /** A symbol before the text, so that colour is never the only sign. */
  mark?: ReactNode;
  children: ReactNode;
}

/** A text in a frame of its colour. */
export function Tag({ tone, mark, children }: TagProps) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        px: 0.75,
        height: 22,
        border: '1px solid color-mix(in srgb, currentColor 38%, transparent)',
        borderRadius: 0.5,
        color: COLOUR[tone],
        bgcolor: 'color-mix(in srgb, currentColor 7%, transparent)',
        fontSize: 12.5,
        lineHeight: 1,
        fontWeight: 500,
        whiteSpace: 'nowrap',
        verticalAlign: 'middle',
      }}
    >
      {mark}
      {children}
    </Box>
  );
}
