import { useEffect, useState } from 'react';
import { Avatar } from '@mui/material';
import { useTranslate } from 'react-admin';
import { readPhoto } from '../../data/console/staff';
import { useRead } from '../../data/hooks/useRead';

/** The last two characters of a Chinese name, as people are addressed; the initials of any other name. */
const initials = (name: string) =>
  /^[\u3400-\u9fff]/.test(name)
    ? name.slice(-2)
    : name
        .split(/\s+/)
        .map((word) => word.charAt(0))
        .slice(0, 2)
        .join('')
        .toUpperCase();

/** An object URL for a file that lives as long as it is shown. */
function useObjectUrl(file: Blob | null | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return setUrl(undefined);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

interface PhotoProps {
  name: string;
  path: string | null;
  /** A photo that was chosen but is not stored yet. */
  chosen?: Blob | null;
  size?: number;
}

/** The photo of a person, or their initials. */
export function Photo({ name, path, chosen = null, size = 96 }: PhotoProps) {
  const translate = useTranslate();
  const { data } = useRead(['staff-photo', path], () => readPhoto(path ?? ''), {
    enabled: path !== null && path !== '' && !chosen,
    staleTime: Infinity,
  });
  const src = useObjectUrl(chosen ?? (path ? data : null));
  return (
    <Avatar
      variant="rounded"
      {...(src && { src, alt: translate('console.staff.photo_of', { name }) })}
      aria-hidden={src ? undefined : true}
      sx={{
        width: size,
        height: size,
        bgcolor: 'primary.main',
        color: 'primary.contrastText',
        fontSize: size / 3.4,
      }}
    >
      {initials(name)}
    </Avatar>
  );
}
