import { Alert } from '@mui/material';
import { useDataProvider, useTranslate } from 'react-admin';
import type { OrganisationRecord } from '../../data/console/records';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { OrganisationChoice } from './OrganisationChoice';
import { useCaseParts } from '../show/useCaseParts';
import { RadioInput } from '../../ui/form/RadioInput';
import { SearchInput } from '../../ui/form/SearchInput';
import { TextInput } from '../../ui/form/TextInput';
import { useCaseOfForm } from './caseOfForm';

const BEST = { page: 1, perPage: 10 };
const BY_NAME = { field: 'name', order: 'ASC' } as const;
/** The first digits of a region's code are those of its city. */
const CITY_DIGITS = 4;

interface OrganisationSearchProps {
  name: 'organisation_id' | 'proposed_organisation_id';
  label: string;
  hint: string;
  required?: boolean;
}

/** Finds an organisation of the case's city by its name. */
function OrganisationSearch({ name, label, hint, required = false }: OrganisationSearchProps) {
  const file = useCaseOfForm();
  const provider = useDataProvider();
  const city = file.case.region_code.slice(0, CITY_DIGITS);
  return (
    <SearchInput
      name={name}
      label={label}
      hint={hint}
      required={required}
      among={`organisations ${city}`}
      look={async (query) => {
        const filter = { q: query, active: true, within: city };
        const { data } = await provider.getList<OrganisationRecord>('organisations', {
          filter,
          pagination: BEST,
          sort: BY_NAME,
        });
        return data
          .filter((one) => one.id !== file.case.lead_organisation_id)
          .map((one) => ({ id: one.id, name: one.name, more: one.region_path }));
      }}
    />
  );
}

/** Return to the desk: why, and which organisation is proposed instead. */
export function ReturnFields() {
  const translate = useTranslate();
  const file = useCaseOfForm();
  return (
    <>
      {file.case.return_count > 0 && (
        <Alert severity="warning">{translate('console.form.last_return')}</Alert>
      )}
      <TextInput name="reason" label={translate('console.form.return_reason')} lines={3} required />
      <OrganisationSearch
        name="proposed_organisation_id"
        label={translate('console.life.proposed')}
        hint={translate('console.life.proposed_hint')}
      />
    </>
  );
}

/** Transfer to another lead: which organisation, and why. */
export function TransferFields() {
  const translate = useTranslate();
  return (
    <>
      <OrganisationChoice />
      <TextInput name="reason" label={translate('console.life.transfer_reason')} lines={3} required />
    </>
  );
}

/** Adds a co-handling organisation: which, and for what. */
export function AddCoHandlerFields() {
  const translate = useTranslate();
  return (
    <>
      <OrganisationSearch
        name="organisation_id"
        label={translate('console.life.co_handler')}
        hint={translate('console.life.organisation_search_hint')}
        required
      />
      <TextInput
        name="task"
        label={translate('console.life.task')}
        hint={translate('console.life.task_hint')}
        lines={3}
        required
      />
    </>
  );
}

/** Ends the part of a co-handling organisation: which, and why. */
export function RemoveCoHandlerFields() {
  const translate = useTranslate();
  const file = useCaseOfForm();
  const { parts, error, retry } = useCaseParts(file.case);
  if (error) return <Failed error={error} retry={retry} />;
  if (!parts) return <Waiting rows={2} />;
  const present = parts.participants.filter((one) => one.part === 'co_handler' && one.until === null);
  if (present.length === 0) return <Empty title={translate('error.no_co_handler')} />;
  return (
    <>
      <RadioInput
        name="organisation_id"
        label={translate('console.life.co_handler')}
        required
        choices={present.map((one) => ({
          value: one.organisation_id,
          label: one.organisation_name ?? one.organisation_id,
        }))}
      />
      <TextInput name="reason" label={translate('console.life.remove_reason')} lines={2} required />
    </>
  );
}
