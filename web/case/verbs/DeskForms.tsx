import { Alert, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { GRADES } from '../case';
import { OrganisationChoice } from './OrganisationChoice';
import { useDisputeTypes } from '../useDisputeTypes';
import { RadioInput } from '../../ui/form/RadioInput';
import { SelectInput } from '../../ui/form/SelectInput';
import { TextInput } from '../../ui/form/TextInput';

/** Acceptance: the official dispute type and the grade. */
export function AcceptFields() {
  const translate = useTranslate();
  return (
    <>
      <SelectInput
        name="type_code"
        label={translate('console.form.type')}
        required
        choices={useDisputeTypes()}
      />
      <RadioInput
        name="grade"
        label={translate('console.form.grade')}
        required
        choices={GRADES.map((grade) => ({
          value: grade,
          name: translate(`grade.${grade}`),
          label: (
            <>
              {translate(`grade.${grade}`)}
              <Typography variant="body2" color="text.secondary">
                {translate(`console.form.grade_means.${grade}`)}
              </Typography>
            </>
          ),
        }))}
      />
    </>
  );
}

/** Answer at the desk: the text that the applicant will read. */
export function AnswerFields() {
  const translate = useTranslate();
  return (
    <TextInput
      name="answer"
      label={translate('console.form.answer')}
      hint={translate('console.form.answer_hint')}
      lines={4}
      required
    />
  );
}

/** Dispatch: one of the ranked organisations, and a note for it. */
export function DispatchFields() {
  const translate = useTranslate();
  return (
    <>
      <OrganisationChoice />
      <TextInput
        name="note"
        label={translate('console.form.note')}
        hint={translate('console.form.note_hint')}
        lines={2}
      />
    </>
  );
}

/** Undoing a dispatch: no input, only its consequences. */
export function UndoFields() {
  const translate = useTranslate();
  return <Alert severity="info">{translate('desk.undo.lead')}</Alert>;
}
