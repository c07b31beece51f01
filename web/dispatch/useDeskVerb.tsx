import { useEffect, useState, type ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { VerbDialog } from '../case';
import type { CaseFile } from '../data/console/cases';
import type { VerbResult, Verb } from '../data/console/verbs';

interface DeskVerbOf {
  /** The open case with its available actions, once it has been read. */
  file: CaseFile | undefined;
  refetch: () => Promise<unknown>;
  /** Called after the verb. */
  onDone: (result: VerbResult) => void;
  /** Called after cancelling: the focus must return to the queue. */
  onClose: (id: string) => void;
}

/**
 * Runs a verb by key: its form opens as soon as the case has been read, or a message says that it is not
 * available.
 */
export function useDeskVerb({ file, refetch, onDone, onClose }: DeskVerbOf) {
  const translate = useTranslate();
  const notify = useNotify();
  const [wanted, setWanted] = useState<{ id: string; verbs: readonly Verb[] } | null>(null);
  const [form, setForm] = useState<{ id: string; verb: Verb } | null>(null);

  useEffect(() => {
    if (!wanted || file?.case.id !== wanted.id) return;
    setWanted(null);
    const verb = wanted.verbs.find((one) => file.actions.includes(one));
    if (verb) setForm({ id: wanted.id, verb });
    else
      notify('dispatch.keys.impossible', {
        type: 'info',
        messageArgs: { verb: translate(`verb.${wanted.verbs[0]}`), number: file.case.number },
      });
  }, [wanted, file, notify, translate]);

  const shown = form && file?.case.id === form.id ? { ...form, file } : null;
  const dialog: ReactNode = shown && (
    <VerbDialog
      key={`${shown.id} ${shown.verb}`}
      verb={shown.verb}
      file={shown.file}
      refetch={refetch}
      onClose={() => {
        setForm(null);
        onClose(shown.id);
      }}
      onDone={(result) => {
        setForm(null);
        onDone(result);
      }}
    />
  );
  return { ask: (id: string, verbs: readonly Verb[]) => setWanted({ id, verbs }), dialog };
}
