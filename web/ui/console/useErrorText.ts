import { useCallback } from 'react';
import { useTranslate } from 'react-admin';
import { ApiError, toApiError } from '../../data/core/errors';

/** The message of an error with its parameters; an unknown error gets a general message. */
export function useErrorText(): (error: unknown, label?: string) => string {
  const translate = useTranslate();
  return useCallback(
    (error, label) => {
      const failure = error instanceof ApiError ? error : toApiError(error);
      // The form's own label of the field takes precedence.
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
