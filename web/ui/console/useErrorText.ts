import { useCallback } from 'react';
import { useTranslate } from 'react-admin';
import { ApiError, toApiError } from '../../data/errors';

/** Puts a failure into words, with its figures; an unknown one gets a general sentence. */
export function useErrorText(): (error: unknown, label?: string) => string {
  const translate = useTranslate();
  return useCallback(
    (error, label) => {
      const failure = error instanceof ApiError ? error : toApiError(error);
      // A form knows best what it calls its field.
      const field = label ?? (failure.field ? translate(`field.${failure.field}`, { _: failure.field }) : '');
      return translate(`error.${failure.code}`, {
        ...failure.params,
        field,
        _: translate('console.error.unknown'),
      });
    },
    [translate],
  );
}
