import { useNotify, useTranslate } from 'react-admin';
import { searchCases } from '../../data/console/cases';
import { ApiError } from '../../data/core/errors';
import type { CaseRecord } from '../../data/console/cases';
import { useChoices } from '../../data/hooks/useLists';
import { useChange } from '../../data/hooks/useChange';
import { FormDialog } from '../../ui/form/FormDialog';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';
import { filled } from '../../ui/form/values';

interface RecordRequestProps {
  /** Null: the case is searched by its number. */
  case: Pick<CaseRecord, 'id' | 'number'> | null;
  onDone: () => void;
  onClose: () => void;
}

const BLANK = { case_number: '', side: '', identity: '', kind: '', message: '' };

/** The id of the case with exactly this number. Throws ApiError. */
async function idOf(number: string): Promise<string> {
  const found = await searchCases(number, AbortSignal.timeout(20_000));
  const match = found.find((one) => one.number === number);
  if (!match) throw new ApiError({ status: 404, code: 'case_not_found', field: 'case_number' });
  return match.id;
}

/** Records a privacy request made at the counter: by whom, how identified, about which case. */
export function RecordRequest({ case: row, onDone, onClose }: RecordRequestProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const change = useChange('record_privacy_request');
  const message = (key: string) => translate(`console.privacy.record.${key}`);

  const submit = async (values: typeof BLANK) => {
    const case_id = row?.id ?? (await idOf(values.case_number.trim()));
    const { side, identity, kind, message: said } = values;
    if (!(await change.send({ case_id, side, identity, kind, ...filled({ message: said }) }))) return;
    notify(message('done'), { type: 'success' });
    onDone();
    onClose();
  };
  const sides = useChoices('party_sides', 'console.party');
  const identities = useChoices('identity_proofs', 'console.privacy.identity');
  const kinds = useChoices('privacy_request_kinds', 'console.privacy.kind');
  return (
    <FormDialog
      title={message('title')}
      lead={row ? `${row.number} · ${message('lead')}` : message('lead')}
      initial={BLANK}
      confirm={message('confirm')}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      {!row && (
        <TextInput
          name="case_number"
          label={message('case_number')}
          hint={message('case_number_hint')}
          required
        />
      )}
      <RadioInput name="side" label={message('side')} required choices={sides} />
      <RadioInput name="identity" label={message('identity')} required choices={identities} />
      <RadioInput name="kind" label={message('kind')} required choices={kinds} />
      <TextInput
        name="message"
        label={translate('console.privacy.message')}
        hint={message('words_hint')}
        lines={3}
      />
    </FormDialog>
  );
}
