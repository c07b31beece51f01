import { useNotify, useTranslate } from 'react-admin';
import type { OrderRecord } from '../../data/console/supervision';
import { useChange } from '../../data/hooks/useChange';
import { useLeftWords } from '../flags';
import { FormDialog } from '../../ui/form/FormDialog';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';
import { useValues } from '../../ui/form/values';

/** The steps of a supervision order. */
export type OrderStep = 'answer_order' | 'review_order' | 'remind_order' | 'cancel_order';

interface StepProps {
  order: OrderRecord;
  refetch: () => Promise<unknown>;
  onClose: () => void;
}

/** The form of a step of a supervision order. */
export function OrderDialog({ step, ...props }: StepProps & { step: OrderStep }) {
  if (step === 'answer_order') return <AnswerDialog {...props} />;
  if (step === 'review_order') return <ReviewDialog {...props} />;
  if (step === 'remind_order') return <RemindDialog {...props} />;
  return <CancelDialog {...props} />;
}

/** Shared by all steps: the order's version, the message afterwards, refetching the case. */
function useStep(step: OrderStep, { order, refetch, onClose }: StepProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const shownText = useLeftWords();
  const title = translate(`console.life.order_step.${step}`);
  const lead = `${order.number} · ${shownText(order.demand) ?? ''}`;
  const at = { order_id: order.id, expected_version: order.version };
  const done = async (result: unknown) => {
    if (!result) return;
    await refetch();
    notify(translate('console.life.order_done', { step: title, number: order.number }), { type: 'success' });
    onClose();
  };
  return { title, lead, at, done, confirm: translate('console.life.confirm', { verb: title }) };
}

function AnswerDialog(props: StepProps) {
  const translate = useTranslate();
  const { at, done, ...shown } = useStep('answer_order', props);
  const change = useChange('answer_order');
  return (
    <FormDialog
      {...shown}
      initial={{ answer: '' }}
      change={change}
      refetch={props.refetch}
      onClose={props.onClose}
      onSubmit={async ({ answer = '' }) => done(await change.send({ ...at, answer }))}
    >
      <TextInput
        name="answer"
        label={translate('console.life.order_answer')}
        hint={translate('console.life.order_answer_hint')}
        lines={4}
        required
      />
    </FormDialog>
  );
}

function ReviewDialog(props: StepProps) {
  const translate = useTranslate();
  const { at, done, ...shown } = useStep('review_order', props);
  const change = useChange('review_order');
  return (
    <FormDialog
      {...shown}
      initial={{ accepted: '', review: '' }}
      change={change}
      refetch={props.refetch}
      onClose={props.onClose}
      onSubmit={async ({ accepted, review }) =>
        done(await change.send({ ...at, accepted: accepted === 'yes', review }))
      }
    >
      <RadioInput
        name="accepted"
        label={translate('console.life.order_accepted_label')}
        required
        choices={['yes', 'no'].map((answer) => ({
          value: answer,
          label: translate(`console.life.order_accepted.${answer}`),
        }))}
      />
      <ReviewInput />
    </FormDialog>
  );
}

/** What the review says; it must, when the answer is not accepted. */
function ReviewInput() {
  const translate = useTranslate();
  const { accepted } = useValues<{ accepted: string }>();
  return (
    <TextInput
      name="review"
      label={translate('console.life.order_review')}
      hint={translate('console.life.order_review_hint')}
      lines={3}
      required={accepted === 'no'}
    />
  );
}

function RemindDialog(props: StepProps) {
  const translate = useTranslate();
  const { at, done, ...shown } = useStep('remind_order', props);
  const change = useChange('remind_order');
  return (
    <FormDialog
      {...shown}
      change={change}
      refetch={props.refetch}
      onClose={props.onClose}
      onSubmit={async () => done(await change.send(at))}
    >
      {translate('console.life.remind_hint', { organisation: props.order.to_organisation_name })}
    </FormDialog>
  );
}

function CancelDialog(props: StepProps) {
  const translate = useTranslate();
  const { at, done, ...shown } = useStep('cancel_order', props);
  const change = useChange('cancel_order');
  return (
    <FormDialog
      {...shown}
      destructive
      initial={{ reason: '' }}
      change={change}
      refetch={props.refetch}
      onClose={props.onClose}
      onSubmit={async ({ reason = '' }) => done(await change.send({ ...at, reason }))}
    >
      <TextInput name="reason" label={translate('console.life.cancel_reason')} lines={2} required />
    </FormDialog>
  );
}
