import type { ReactNode } from 'react';
import { Alert } from '@mui/material';
import type { ApiError } from '../../data/core/errors';
import { useErrorText } from '../console/useErrorText';
import { useFormStatus } from './formStatus';

interface FormMessageProps {
  /** Another text for some failures. */
  textOf?: ((failure: ApiError) => string | undefined) | undefined;
  /** Below the message: a way to resolve it. */
  wayOut?: ((failure: ApiError) => ReactNode) | undefined;
}

/** Whether somebody else changed the subject of the form first. */
const isStale = (failure: ApiError | null) =>
  failure?.code === 'stale_record' || failure?.code === 'stale_version';

/** The failure of the form that belongs to none of its fields. */
export function FormMessage({ textOf, wayOut }: FormMessageProps) {
  const errorText = useErrorText();
  const { failure } = useFormStatus();
  if (!failure) return null;
  return (
    <Alert severity={isStale(failure) ? 'warning' : 'error'}>
      {textOf?.(failure) ?? errorText(failure)}
      {wayOut?.(failure)}
    </Alert>
  );
}
