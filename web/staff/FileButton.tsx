import type { ReactNode } from 'react';
import { Button, type ButtonProps } from '@mui/material';

interface FileButtonProps extends Pick<ButtonProps, 'variant' | 'startIcon' | 'disabled'> {
  label: string;
  accept: string;
  onFile: (file: File) => void;
  children?: ReactNode;
}

/**
 * A button that asks for a file. The browser's transparent input covers it, so that keyboard and drop work,
 * too.
 */
export function FileButton({ label, accept, onFile, children, ...button }: FileButtonProps) {
  return (
    <Button
      {...button}
      component="label"
      role={undefined}
      tabIndex={-1}
      sx={{
        minHeight: 44,
        overflow: 'hidden',
        '&:focus-within': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 2 },
      }}
    >
      {children ?? label}
      <input
        type="file"
        accept={accept}
        aria-label={label}
        disabled={button.disabled}
        style={{ position: 'absolute', inset: 0, opacity: 0, width: '100%', cursor: 'pointer' }}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // Allows the same file to be chosen again after it was corrected.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
    </Button>
  );
}
