import type { ReactNode } from 'react';
import { Box, Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import { type ApiError, toApiError } from '../data/core/errors';
import { Form } from '../ui/form/Form';
import { FormMessage } from '../ui/form/FormMessage';
import { useFormStatus } from '../ui/form/formStatus';

interface CredentialFormProps<Values extends object> {
  initial: Values;
  confirm: string;
  /** Returns the validation error of the input, if any. */
  check: (values: Values) => ApiError | null;
  send: (values: Values) => Promise<void>;
  /** Called with a refusal; the form shows it as well. */
  onRefused?: (failure: ApiError) => void;
  children: ReactNode;
}

/**
 * A form outside of any dialog, before anybody is signed in. Sending it twice has the same effect as once.
 */
export function CredentialForm<Values extends object>(props: CredentialFormProps<Values>) {
  const { initial, confirm, check, send, onRefused, children } = props;
  const submit = async (values: Values) => {
    const problem = check(values);
    if (problem) throw problem;
    try {
      await send(values);
    } catch (error) {
      onRefused?.(toApiError(error));
      throw error;
    }
  };
  return (
    // Safari zooms into an input with text smaller than 16 px.
    <Box sx={{ '& input': { fontSize: { xs: 16, sm: 14 } } }}>
      <Form initial={initial} onSubmit={submit}>
        <Stack spacing={2.5}>
          {children}
          <FormMessage />
          <Submit confirm={confirm} />
        </Stack>
      </Form>
    </Box>
  );
}

function Submit({ confirm }: { confirm: string }) {
  const translate = useTranslate();
  const { sending, unplaced } = useFormStatus();
  const label = sending ? 'console.action.sending' : unplaced ? 'console.action.retry' : confirm;
  return (
    <Button type="submit" variant="contained" size="large" disabled={sending} sx={{ minHeight: 48 }}>
      {translate(label)}
    </Button>
  );
}
