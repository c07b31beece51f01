import { useNotify, useTranslate } from 'react-admin';
import { searchCases, type CaseRecord } from '../../data/console/cases';
import { ApiError, toApiError } from '../../data/core/errors';
import { useChange } from '../../data/hooks/useChange';
import { FormRadio, FormText, type Values } from '../../ui/console/form';
import { FormDialog } from '../../ui/console/FormDialog';
import { SIDES } from '../verbs/PartyFields';

interface RecordRequestProps {
  /** Null: the case is searched by its number. */
  case: Pick<CaseRecord, 'id' | 'number'> | null;
  onDone: () => void;
  onClose: () => void;
}

/** Records a privacy request made at the counter: by whom, how identified, about which case. */
export function RecordRequest({ case: row, onDone, onClose }: RecordRequestProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const change = useChange('record_privacy_request');
  const message = (key: string) => translate(`console.privacy.record.${key}`);

  /** The id of the case with exactly this number. */
  const find = async (number: string) => {
    try {
      const found = await searchCases(number, AbortSignal.timeout(20_000));
      const match = found.find((one) => one.number === number);
      if (match) return match.id;
      change.fail(new ApiError({ status: 404, code: 'case_not_found', field: 'case_number' }));
    } catch (failure) {
      change.fail(toApiError(failure));
    }
    return null;
  };
  const submit = async (values: Values) => {
    const case_id = row?.id ?? (await find((values.case_number ?? '').trim()));
    if (!case_id) return;
    const { side = '', identity = '', kind = '', message: said = '' } = values;
    if (!(await change.send({ case_id, side, identity, kind, ...(said.trim() && { message: said }) })))
      return;
    notify(message('done'), { type: 'success' });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={message('title')}
      lead={row ? `${row.number} · ${message('lead')}` : message('lead')}
      initial={{ case_number: '', side: '', identity: '', kind: '', message: '' }}
      required={[...(row ? [] : ['case_number']), 'side', 'identity', 'kind']}
      confirm={message('confirm')}
      change={change}
      onSubmit={(values) => void submit(values)}
      onClose={onClose}
    >
      {!row && (
        <FormText
          name="case_number"
          label={message('case_number')}
          hint={message('case_number_hint')}
          required
        />
      )}
      <FormRadio
        name="side"
        label={message('side')}
        required
        choices={SIDES.map((value) => ({ value, label: translate(`console.party.${value}`) }))}
      />
      <FormRadio
        name="identity"
        label={message('identity')}
        required
        choices={['id_card', 'authority', 'tracking_code', 'called_back'].map((value) => ({
          value,
          label: translate(`console.privacy.identity.${value}`),
        }))}
      />
      <FormRadio
        name="kind"
        label={message('kind')}
        required
        choices={['copy', 'correct', 'erase'].map((value) => ({
          value,
          label: translate(`console.privacy.kind.${value}`),
        }))}
      />
      <FormText
        name="words"
        label={translate('console.privacy.message')}
        hint={message('words_hint')}
        lines={3}
      />
    </FormDialog>
  );
}
