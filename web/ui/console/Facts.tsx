import type { ReactNode } from 'react';
import { Box } from '@mui/material';

/** One fact: its name and value. Empty ones are left out. */
export interface Fact {
  label: string;
  value: ReactNode;
}

interface FactsProps {
  facts: Fact[];
  /** Width of the names; `0` puts each name above its value. */
  labelWidth?: number;
}

const known = (value: ReactNode) => value !== null && value !== undefined && value !== '' && value !== false;

/** A list of facts as name and value. */
export function Facts({ facts, labelWidth = 96 }: FactsProps) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', rowGap: 1 }}>
      {facts
        .filter((fact) => known(fact.value))
        .map((fact) => (
          <Box
            key={fact.label}
            sx={{
              display: 'grid',
              columnGap: 1.5,
              gridTemplateColumns: labelWidth ? `${labelWidth}px minmax(0, 1fr)` : '1fr',
            }}
          >
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {fact.label}
            </Box>
            <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {fact.value}
            </Box>
          </Box>
        ))}
    </Box>
  );
}
