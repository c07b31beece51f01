import { useEffect, type ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { VerbDialog } from '../case';
import type { VerbResult } from '../data/console/verbs';
import type { DeskData } from './useDeskData';
import type { DeskStore } from './useDeskStore';

/**
 * The form of a verb that was asked for by key: it opens as soon as the case has been read, or a message says
 * that the verb is not available. `onDone` is called after the verb.
 */
export function useDeskVerb(
  { state, send }: DeskStore,
  { opened: { file, refetch } }: DeskData,
  onDone: (result: VerbResult) => void,
): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const { wantedVerb: wanted, form } = state;

  useEffect(() => {
    if (!wanted || file?.case.id !== wanted.id) return;
    const verb = wanted.verbs.find((one) => file.actions.includes(one)) ?? null;
    send({ type: 'verbFound', verb });
    if (!verb)
      notify('dispatch.keys.impossible', {
        type: 'info',
        messageArgs: { verb: translate(`verb.${wanted.verbs[0]}`), number: file.case.number },
      });
  }, [wanted, file, notify, translate, send]);

  if (!form || file?.case.id !== form.id) return null;
  return (
    <VerbDialog
      key={`${form.id} ${form.verb}`}
      verb={form.verb}
      file={file}
      refetch={refetch}
      onClose={() => {
        send({ type: 'formEnded' });
        // After cancelling, the focus returns to the queue.
        send({ type: 'cursorSet', id: form.id });
      }}
      onDone={(result) => {
        send({ type: 'formEnded' });
        onDone(result);
      }}
    />
  );
}
