import { Alert, Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { suggestDispatch } from '../data/cases';
import type { DispatchSuggestion } from '../data/records';
import { useRead } from '../data/useRead';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { GRADES } from './case';
import { reasonWords } from './reasons';
import { useDisputeTypes } from './useDisputeTypes';
import { RadioInput, SelectInput, TextInput, useVerbForm } from './verbForm';

/** Accepting: the official type and the grade. */
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

/** Answering at the desk: the words that the applicant will read. */
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

/** Dispatching: one of the ranked organisations, and a note for it. */
export function DispatchFields() {
  const translate = useTranslate();
  const { file } = useVerbForm();
  const { id, version } = file.case;
  const ranked = useRead(['suggest_dispatch', id, version], (signal) => suggestDispatch(id, signal));
  if (ranked.error) return <Failed error={ranked.error} retry={() => void ranked.refetch()} />;
  if (!ranked.data) return <Waiting rows={4} height={64} />;
  if (ranked.data.length === 0) {
    return (
      <Empty
        title={translate('console.form.no_organisation')}
        hint={translate('console.form.no_organisation_hint')}
      />
    );
  }
  return (
    <>
      <RadioInput
        name="organisation_id"
        label={translate('console.form.organisation')}
        required
        choices={ranked.data.map((one, index) => ({
          value: one.organisation_id,
          name: one.name,
          label: <Suggestion suggestion={one} rank={index + 1} />,
        }))}
      />
      <TextInput
        name="note"
        label={translate('console.form.note')}
        hint={translate('console.form.note_hint')}
        lines={2}
      />
    </>
  );
}

/** An organisation with its rank, load, distance, and the reasons for its place. */
function Suggestion({ suggestion, rank }: { suggestion: DispatchSuggestion; rank: number }) {
  const translate = useTranslate();
  const { name, open_cases: open, capacity, distance_km: distance } = suggestion;
  return (
    <Box sx={{ pb: 1, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {rank}. {name}
        </Box>
        <Typography component="span" variant="body2" color="text.secondary">
          {translate('console.form.load', { open, capacity })}
          {distance === null ? '' : ` · ${translate('console.form.distance', { km: distance.toFixed(1) })}`}
        </Typography>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {reasonWords(suggestion, translate)}
      </Typography>
    </Box>
  );
}

/** Returning to the desk: why. */
export function ReturnFields() {
  const translate = useTranslate();
  const { file } = useVerbForm();
  return (
    <>
      {file.case.return_count > 0 && (
        <Alert severity="warning">{translate('console.form.last_return')}</Alert>
      )}
      <TextInput name="reason" label={translate('console.form.return_reason')} lines={3} required />
    </>
  );
}
