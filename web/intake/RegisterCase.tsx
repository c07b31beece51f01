import { useEffect, useRef } from 'react';
import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { useGetOne, useNotify, useTranslate } from 'react-admin';
import { type ChannelRecord, channels } from '../data/console/channels';
import { useMe } from '../data/hooks/Me';
import type { OrganisationRecord } from '../data/console/organisations';
import { useRead } from '../data/hooks/useRead';
import { Page } from '../ui/console/Page';
import { Failed, Waiting } from '../ui/console/States';
import { CheckInput } from '../ui/form/CheckInput';
import { Form } from '../ui/form/Form';
import { FormMessage } from '../ui/form/FormMessage';
import { useFormStatus } from '../ui/form/formStatus';
import { Row } from '../ui/form/Row';
import { TextInput } from '../ui/form/TextInput';
import { useValues } from '../ui/form/values';
import { isBegun, type Values } from './draft';
import { Part } from './Part';
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
      <RegisterForm registration={registration} home={home} channels={open} />
    </Page>
  );
}

interface RegisterFormProps {
  registration: Registration;
  home: Home;
  channels: ChannelRecord[];
}

function RegisterForm({ registration, home, channels: open }: RegisterFormProps) {
  const translate = useTranslate();
  const { initial, form, keep, kept, send } = registration;
  return (
    <Form key={form} initial={initial} onSubmit={send}>
      <KeepDraft keep={keep} />
      <Box sx={{ display: 'grid', gap: 2, maxWidth: 760 }}>
        <Parts home={home} channels={open} />
        <Similar />
        <Problem registration={registration} />
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <Submit />
          <ClearDraft clear={registration.clear} />
        </Stack>
        <Typography variant="body2" color="text.secondary">
          {translate(kept ? 'console.intake.kept' : 'console.intake.not_kept')}
        </Typography>
      </Box>
    </Form>
  );
}

/** The fields of the form, in parts. */
function Parts({ home, channels: open }: Omit<RegisterFormProps, 'registration'>) {
  const translate = useTranslate();
  const { channel: code } = useValues<Values>();
  const channel = open.find((one) => one.code === code);
  const asked = (name: string) => channel?.required_fields.includes(name) ?? false;
  return (
    <>
      <WhatPart channels={open} channel={channel} />
      <WherePart home={home} placeRequired={asked('place')} />
      <WhoPart respondentRequired={asked('respondent')} />
      <Part title={translate('console.intake.more')}>
        <Row gap={2}>
          <TextInput
            name="people_count"
            label={translate(asked('people_count') ? 'field.people_count' : 'console.intake.people')}
            keys="numeric"
            required={asked('people_count') && 'marked'}
          />
          <TextInput
            name="amount"
            label={translate(asked('amount') ? 'console.intake.amount_required' : 'console.intake.amount')}
            keys="decimal"
            required={asked('amount') && 'marked'}
          />
        </Row>
        <CheckInput
          name="danger"
          label={translate('console.intake.danger')}
          hint={translate('console.intake.danger_hint')}
          size="medium"
        />
      </Part>
    </>
  );
}

/** Stores the input on this device with each change. */
function KeepDraft({ keep }: { keep: (values: Values) => void }) {
  const values = useValues<Values>();
  const now = JSON.stringify(values);
  const last = useRef(now);
  useEffect(() => {
    if (now === last.current) return;
    last.current = now;
    keep(values);
  }, [now, values, keep]);
  return null;
}

function Submit() {
  const translate = useTranslate();
  const { sending } = useFormStatus();
  return (
    <Button
      type="submit"
      variant="contained"
      size="large"
      disabled={sending}
      sx={{ minHeight: 48, flex: { xs: '1 1 100%', sm: '0 0 auto' }, minWidth: 200 }}
    >
      {translate(sending ? 'console.action.sending' : 'console.intake.submit')}
    </Button>
  );
}

/** An error that belongs to no field: no network, no answer, a refusal. */
function Problem({ registration: { unanswered } }: { registration: Registration }) {
  const translate = useTranslate();
  const { sending } = useFormStatus();
  if (!unanswered) return <FormMessage />;
  return (
    <Alert
      severity="warning"
      action={
        <Button type="submit" color="inherit" disabled={sending} sx={{ minHeight: 44 }}>
          {translate('console.intake.retry')}
        </Button>
      }
    >
      {translate(`console.intake.${unanswered}`)}
    </Alert>
  );
}

function ClearDraft({ clear }: { clear: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { sending } = useFormStatus();
  if (!isBegun(useValues<Values>())) return null;
  return (
    <Button
      type="button"
      color="inherit"
      disabled={sending}
      onClick={() => {
        clear();
        notify('console.intake.cleared', { type: 'info' });
      }}
      sx={{ minHeight: 44, flex: { xs: '1 1 100%', sm: '0 0 auto' } }}
    >
      {translate('console.intake.clear')}
    </Button>
  );
}
