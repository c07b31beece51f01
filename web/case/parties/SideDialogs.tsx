import { useNotify, useTranslate } from 'react-admin';
import type { Args, ChangeName } from '../../data/core/changes';
import type { SideMessage, SidePaper, SideSession, SideVerb } from '../../data/console/partiesSide';
import type { PartyRecord } from '../../data/console/parties';
import { useChoices } from '../../data/hooks/useLists';
import { useChange } from '../../data/hooks/useChange';
import { CheckGroupInput } from '../../ui/form/CheckInput';
import { FormDialog } from '../../ui/form/FormDialog';
import { RadioInput } from '../../ui/form/RadioInput';
import { SelectInput } from '../../ui/form/SelectInput';
import { TextInput } from '../../ui/form/TextInput';
import { filled } from '../../ui/form/values';

/** Properties of every dialog of the parties' side. */
export interface DialogProps {
  caseId: string;
  parties: PartyRecord[];
  refetch: () => Promise<unknown>;
  onClose: () => void;
}

/** Sends a step, confirms it, and refetches the case. */
function useStep<Name extends ChangeName & SideVerb>(name: Name, { refetch, onClose }: DialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const change = useChange(name);
  const send = async (args: Args<Name>) => {
    if (!(await change.send(args))) return;
    await refetch();
    notify(translate('console.parties.done', { verb: translate(`verb.${name}`) }), { type: 'success' });
    onClose();
  };
  return { change, send };
}

/** Name and side of a party, for lists. */
export function usePartyName() {
  const translate = useTranslate();
  return (party: PartyRecord | undefined) =>
    party ? `${translate(`console.party.${party.side}`)} ${party.name}` : translate('console.parties.gone');
}

/** Answers a question. */
export function AnswerDialog({ message, ...props }: DialogProps & { message: SideMessage }) {
  const translate = useTranslate();
  const { change, send } = useStep('answer_question', props);
  return (
    <FormDialog
      title={translate('verb.answer_question')}
      lead={message.message}
      initial={{ answer: '' }}
      confirm={translate('console.parties.send')}
      change={change}
      refetch={props.refetch}
      onSubmit={({ answer }) => send({ message_id: message.id, expected_version: message.version, answer })}
      onClose={props.onClose}
    >
      <TextInput
        name="answer"
        label={translate('field.answer')}
        hint={translate('console.parties.answer_hint')}
        lines={4}
        required
      />
    </FormDialog>
  );
}

/**
 * A date and time of the form, in China's time zone, as the database takes it; empty while it is incomplete.
 */
const momentOf = (local = '') =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? `${local.slice(0, 16)}:00+08:00` : '';
const localOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);

/** Plans a session, or reschedules a planned one. */
export function PlanDialog({ session, ...props }: DialogProps & { session?: SideSession }) {
  const translate = useTranslate();
  const name = usePartyName();
  const plan = useStep('plan_session', props);
  const move = useStep('move_session', props);
  const initial = {
    starts_at: session ? localOf(session.starts_at) : '',
    minutes: String(session?.minutes ?? 60),
    way: session?.way ?? 'room',
    place: session?.place ?? '',
    note: session?.note ?? '',
    party_ids: props.parties
      .filter(({ side }) => side === 'applicant' || side === 'respondent')
      .map(({ id }) => id),
  };
  const submit = ({ starts_at, minutes, way, place, note, party_ids }: typeof initial) => {
    const planned = {
      starts_at: momentOf(starts_at),
      minutes: Number(minutes),
      way,
      place,
      ...filled({ note }),
    };
    return session
      ? move.send({ session_id: session.id, expected_version: session.version, ...planned })
      : plan.send({ case_id: props.caseId, party_ids, ...planned });
  };
  const ways = useChoices('session_ways', 'console.parties.way');
  return (
    <FormDialog
      title={translate(session ? 'verb.move_session' : 'verb.plan_session')}
      lead={session && translate('console.parties.move_lead')}
      initial={initial}
      confirm={translate(session ? 'console.parties.move' : 'console.parties.plan')}
      change={session ? move.change : plan.change}
      refetch={props.refetch}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextInput name="starts_at" label={translate('field.starts_at')} type="datetime-local" required />
      <SelectInput
        name="minutes"
        label={translate('field.minutes')}
        required
        choices={['30', '60', '90', '120', '180'].map((value) => ({ value, label: value }))}
      />
      <RadioInput name="way" label={translate('field.way')} required choices={ways} />
      <TextInput
        name="place"
        label={translate('console.parties.place')}
        hint={translate('console.parties.place_hint')}
        required
      />
      <TextInput
        name="note"
        label={translate('console.parties.note')}
        hint={translate('console.parties.note_hint')}
        lines={2}
      />
      {!session && (
        <CheckGroupInput
          name="party_ids"
          required
          label={translate('field.party_ids')}
          choices={props.parties.map((party) => ({ value: party.id, label: name(party) }))}
        />
      )}
    </FormDialog>
  );
}

/** Cancels a session. */
export function CancelDialog({ session, ...props }: DialogProps & { session: SideSession }) {
  const translate = useTranslate();
  const { change, send } = useStep('cancel_session', props);
  return (
    <FormDialog
      title={translate('verb.cancel_session')}
      initial={{ reason: '' }}
      confirm={translate('verb.cancel_session')}
      destructive
      change={change}
      refetch={props.refetch}
      onSubmit={({ reason }) => send({ session_id: session.id, expected_version: session.version, reason })}
      onClose={props.onClose}
    >
      <TextInput name="reason" label={translate('field.reason')} lines={2} required />
    </FormDialog>
  );
}

/** Writes the text of the agreement. */
export function WriteDialog({
  paperOnly,
  before,
  ...props
}: DialogProps & { paperOnly: boolean; before: SidePaper | undefined }) {
  const translate = useTranslate();
  const name = usePartyName();
  const { change, send } = useStep('write_agreement', props);
  const signers = props.parties.filter(({ side }) => side === 'applicant' || side === 'respondent');
  const initial = {
    facts: before?.facts ?? '',
    terms: before?.terms ?? '',
    manner: before?.manner ?? '',
    amount: before?.amount ? String(before.amount) : '',
    perform_by: before?.perform_by ?? '',
    way: paperOnly ? 'paper' : 'phone',
    signer_ids: signers.map(({ id }) => id),
  };
  const submit = ({ facts, terms, manner, amount, perform_by, way, signer_ids }: typeof initial) =>
    send({
      case_id: props.caseId,
      facts,
      terms,
      ...filled({ manner, perform_by }),
      ...(amount.trim() && { amount: Number(amount) }),
      way,
      signer_ids,
    });
  return (
    <FormDialog
      title={translate('verb.write_agreement')}
      lead={translate(paperOnly ? 'console.parties.paper_only' : 'console.parties.write_lead')}
      initial={initial}
      confirm={translate('console.parties.write')}
      change={change}
      refetch={props.refetch}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextInput name="facts" label={translate('field.facts')} lines={3} required />
      <TextInput name="terms" label={translate('field.terms')} lines={5} required />
      <TextInput name="manner" label={translate('field.manner')} />
      <TextInput name="amount" label={translate('console.parties.amount')} />
      <TextInput name="perform_by" label={translate('field.perform_by')} type="date" />
      {!paperOnly && (
        <RadioInput
          name="way"
          label={translate('console.parties.sign_way')}
          choices={['phone', 'paper'].map((value) => ({
            value,
            label: translate(`console.parties.sign.${value}`),
          }))}
        />
      )}
      <CheckGroupInput
        name="signer_ids"
        required
        label={translate('field.signer_ids')}
        choices={props.parties.map((party) => ({ value: party.id, label: name(party) }))}
      />
    </FormDialog>
  );
}

/** Discards a text. */
export function DiscardDialog({ paper, ...props }: DialogProps & { paper: SidePaper }) {
  const translate = useTranslate();
  const { change, send } = useStep('discard_agreement', props);
  return (
    <FormDialog
      title={translate('verb.discard_agreement')}
      lead={translate('console.parties.discard_lead')}
      initial={{ reason: '' }}
      confirm={translate('verb.discard_agreement')}
      destructive
      change={change}
      refetch={props.refetch}
      onSubmit={({ reason }) => send({ paper_id: paper.id, expected_version: paper.version, reason })}
      onClose={props.onClose}
    >
      <TextInput name="reason" label={translate('field.reason')} lines={2} required />
    </FormDialog>
  );
}

/** Records that a party signed by hand. */
export function RecordDialog({
  paper,
  partyId,
  ...props
}: DialogProps & { paper: SidePaper; partyId: string }) {
  const translate = useTranslate();
  const name = usePartyName();
  const { change, send } = useStep('record_paper_signature', props);
  return (
    <FormDialog
      title={translate('verb.record_paper_signature')}
      lead={translate('console.parties.record_lead', {
        name: name(props.parties.find(({ id }) => id === partyId)),
      })}
      confirm={translate('console.parties.record')}
      change={change}
      refetch={props.refetch}
      onSubmit={() => send({ paper_id: paper.id, expected_version: paper.version, party_id: partyId })}
      onClose={props.onClose}
    />
  );
}

/** The mediator's signature, or the organisation's stamp. */
export function SealDialog({
  paper,
  verb,
  ...props
}: DialogProps & { paper: SidePaper; verb: 'sign_as_mediator' | 'stamp_agreement' }) {
  const translate = useTranslate();
  const { change, send } = useStep(verb, props);
  return (
    <FormDialog
      title={translate(`verb.${verb}`)}
      lead={translate(`console.parties.seal.${verb}`, { no: paper.no })}
      confirm={translate(`verb.${verb}`)}
      change={change}
      refetch={props.refetch}
      onSubmit={() => send({ paper_id: paper.id, expected_version: paper.version })}
      onClose={props.onClose}
    />
  );
}
