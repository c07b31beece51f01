import { type FormEvent, useEffect, useRef } from 'react';
import {
  Alert,
  Box,
  Button,
  Checkbox,
  FormControlLabel,
  FormHelperText,
  Stack,
  Typography,
} from '@mui/material';
import { useGetOne, useNotify, useTranslate } from 'react-admin';
import { type ChannelRecord, channels } from '../data/console/cases';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/records';
import { useRead } from '../data/hooks/useRead';
import { FormProvider, useForm } from '../ui/console/form';
import { Page } from '../ui/console/Page';
import { Failed, Waiting } from '../ui/console/States';
import { useErrorText } from '../ui/console/useErrorText';
import { BLANK } from './draft';
import { Line, Pair, Part } from './fields';
import { ReceiptPage } from './ReceiptPage';
import { SentBefore } from './SentBefore';
import { Similar } from './Similar';
import { type Registration, useRegistration } from './useRegistration';
import { WhatPart } from './WhatPart';
import { type Home, WherePart } from './WherePart';
import { WhoPart } from './WhoPart';

/** Registers a dispute that somebody reported: on site by phone, at the counter, from another authority. */
export function RegisterCase() {
  const translate = useTranslate();
  const me = useMe();
  const home = useGetOne<OrganisationRecord>('organisations', { id: me.organisation_id });
  const ways = useRead(['channels'], channels);
  const error = home.error ?? ways.error;
  const retry = () => {
    void home.refetch();
    void ways.refetch();
  };
  if (home.data && ways.data) {
    const open = ways.data.filter(({ roles }) => roles.includes(me.role));
    return <Registering key={me.post_id} home={home.data} channels={open} />;
  }
  return (
    <Page title={translate('console.menu.register')}>
      {error ? <Failed error={error as Error} retry={retry} /> : <Waiting rows={4} height={120} />}
    </Page>
  );
}

function Registering({ home, channels: open }: { home: Home; channels: ChannelRecord[] }) {
  const translate = useTranslate();
  const registration = useRegistration({
    region: home.region_code,
    channels: open,
  });
  const { receipt, before, again, back } = registration;
  if (receipt && before) return <SentBefore receipt={receipt} again={again} back={back} />;
  if (receipt) return <ReceiptPage receipt={receipt} again={again} />;
  return (
    <Page title={translate('console.menu.register')} lead={translate('console.intake.lead')}>
      <Form registration={registration} home={home} channels={open} />
    </Page>
  );
}

interface FormProps {
  registration: Registration;
  home: Home;
  channels: ChannelRecord[];
}

function Form({ registration, home, channels: open }: FormProps) {
  const translate = useTranslate();
  const { values, set, send, sending, failure, channel } = registration;
  const asked = (name: string) => channel?.required_fields.includes(name) ?? false;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failure?.field) form.current?.querySelector<HTMLElement>(`[name="${failure.field}"]`)?.focus();
  }, [failure]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <FormProvider
      value={{ values, set: (name, value) => set(changed(name, value)), failure, disabled: sending }}
    >
      <Box
        component="form"
        ref={form}
        noValidate
        onSubmit={submit}
        sx={{ display: 'grid', gap: 2, maxWidth: 760 }}
      >
        <WhatPart channels={open} channel={channel} />
        <WherePart home={home} set={set} placeRequired={asked('place')} />
        <WhoPart respondentRequired={asked('respondent')} />
        <Part title={translate('console.intake.more')}>
          <Pair>
            <Line
              name="people_count"
              label={translate(asked('people_count') ? 'field.people_count' : 'console.intake.people')}
              keys="numeric"
              required={asked('people_count')}
            />
            <Line
              name="amount"
              label={translate(asked('amount') ? 'console.intake.amount_required' : 'console.intake.amount')}
              keys="decimal"
              required={asked('amount')}
            />
          </Pair>
          <Danger />
        </Part>
        <Similar values={values} />
        <Problem registration={registration} />
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Button
            type="submit"
            variant="contained"
            size="large"
            disabled={sending}
            sx={{ minHeight: 48, flex: { xs: '1 1 100%', sm: '0 0 auto' }, minWidth: 200 }}
          >
            {translate(sending ? 'console.action.sending' : 'console.intake.submit')}
          </Button>
          <ClearDraft registration={registration} />
        </Stack>
        <Typography variant="body2" color="text.secondary">
          {translate(registration.kept ? 'console.intake.kept' : 'console.intake.not_kept')}
        </Typography>
      </Box>
    </FormProvider>
  );
}

/** Changing the first-level type clears the second-level type. */
const changed = (name: string, value: string) =>
  name === 'type_code' ? { type_code: value, detail: '' } : { [name]: value };

function Danger() {
  const translate = useTranslate();
  const { values, set, disabled } = useForm();
  return (
    <Box>
      <FormControlLabel
        control={
          <Checkbox
            name="danger"
            checked={values.danger === 'yes'}
            disabled={disabled}
            onChange={(_event, on) => set('danger', on ? 'yes' : '')}
            slotProps={{ input: { 'aria-describedby': 'danger-help' } }}
          />
        }
        label={translate('console.intake.danger')}
        sx={{ minHeight: 44 }}
      />
      <FormHelperText id="danger-help" sx={{ mt: 0 }}>
        {translate('console.intake.danger_hint')}
      </FormHelperText>
    </Box>
  );
}

/** An error that belongs to no field: no network, no answer, a refusal. */
function Problem({ registration }: { registration: Registration }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const { failure, unanswered, sending, send } = registration;
  if (unanswered) {
    return (
      <Alert
        severity="warning"
        action={
          <Button color="inherit" disabled={sending} onClick={() => void send()} sx={{ minHeight: 44 }}>
            {translate('console.intake.retry')}
          </Button>
        }
      >
        {translate(`console.intake.${unanswered}`)}
      </Alert>
    );
  }
  if (!failure || (failure.field && failure.field in BLANK)) return null;
  return <Alert severity="error">{errorText(failure)}</Alert>;
}

function ClearDraft({ registration }: { registration: Registration }) {
  const translate = useTranslate();
  const notify = useNotify();
  if (!registration.begun) return null;
  return (
    <Button
      type="button"
      color="inherit"
      disabled={registration.sending}
      onClick={() => {
        registration.clear();
        notify('console.intake.cleared', { type: 'info' });
      }}
      sx={{ minHeight: 44, flex: { xs: '1 1 100%', sm: '0 0 auto' } }}
    >
      {translate('console.intake.clear')}
    </Button>
  );
}
