import { useLayoutEffect, useRef, useState } from 'react';
import { Alert } from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import type { CaseFile } from '../../data/console/cases';
import type { Args } from '../../data/core/changes';
import type { ApiError } from '../../data/core/errors';
import type { VerbResult, Verb } from '../../data/console/verbs';
import { useChange } from '../../data/hooks/useChange';
import { exactTime } from '../../domain/dates';
import { FormDialog } from '../../ui/form/FormDialog';
import { CaseOfFormProvider } from './caseOfForm';
import { VERB_FORMS } from './verbForms';

interface VerbDialogProps {
  verb: Verb;
  file: CaseFile;
  /**
   * Refetches the case: after the verb, and after a stale version, the screen must show the current state.
   */
  refetch: () => Promise<unknown>;
  onClose: () => void;
  onDone: (result: VerbResult, verb: Verb) => void;
}

/** The form of one verb, which is carried out on the version of the case that the user has seen. */
export function VerbDialog({ verb, file, refetch, onClose, onDone }: VerbDialogProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const change = useChange(verb);
  const { failure } = change;
  const shape = VERB_FORMS[verb];
  const [initial] = useState(() => shape.initial(file));
  const seen = useRef(file.case.version);
  const [done, setDone] = useState(false);
  const [reading, setReading] = useState(false);
  // After success the verb is no longer available, which needs no message.
  const possible = change.sending || done || file.actions.includes(verb);
  const staleText = useStaleText();

  useLayoutEffect(() => {
    if (failure?.code !== 'stale_version') return;
    setReading(true);
    void refetch().finally(() => {
      // The screen now shows the current state, so the next click is for the new version.
      const version = Number(failure.params.version);
      if (version) seen.current = version;
      setReading(false);
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new failure means that the case must be read again
  }, [failure]);

  const submit = async (values: Record<string, unknown>) => {
    const call = { case_id: file.case.id, expected_version: seen.current, ...shape.input(values) };
    const result = (await change.send(call as Args<Verb>)) as VerbResult | null;
    if (!result) return;
    setDone(true);
    // The next form must open on the current case, otherwise it would be refused as stale.
    await refetch();
    const params = { number: result.number };
    const fallback = translate('console.life.done', { verb: translate(`verb.${verb}`), ...params });
    notify(translate(`console.done.${verb}`, { ...params, _: fallback }), { type: 'success' });
    onDone(result, verb);
  };

  return (
    <FormDialog
      title={translate(`verb.${verb}`)}
      lead={file.case.number}
      initial={initial}
      confirm={translate(`console.confirm.${verb}`, {
        _: translate('console.life.confirm', { verb: translate(`verb.${verb}`) }),
      })}
      impossible={!possible}
      change={{ failure, sending: change.sending || reading }}
      onSubmit={submit}
      onClose={onClose}
      textOf={staleText}
    >
      {!possible && (
        <Alert severity="warning">
          {translate('console.form.no_longer', { status: translate(`status.${file.case.status}`) })}
        </Alert>
      )}
      <CaseOfFormProvider value={file}>
        <shape.Fields />
      </CaseOfFormProvider>
    </FormDialog>
  );
}

/** Who changed the case first, and how. */
function useStaleText() {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return ({ code, params: { actor, verb, at, status } }: ApiError) =>
    code === 'stale_version'
      ? translate('console.form.stale', {
          actor: actor ?? translate('console.actor.system'),
          verb: translate(`verb.${String(verb)}`),
          status: translate(`status.${String(status)}`),
          time: at ? exactTime(String(at), locale) : '',
        })
      : undefined;
}
