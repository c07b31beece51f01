import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { searchCases } from '../../data/console/caseParts';
import { ask } from '../../data/core/changes';
import type { Status } from '../../data/console/records';
import { useRead } from '../../data/hooks/useRead';
import { Waiting } from '../../ui/console/States';
import { ENDED } from '../case';
import { StatusTag } from '../tags';
import { RadioInput } from '../../ui/form/RadioInput';
import { SearchInput } from '../../ui/form/SearchInput';
import { TextInput } from '../../ui/form/TextInput';
import { useCaseOfForm } from './caseOfForm';

interface CaseChooserProps {
  name: 'into_case_id' | 'other_case_id';
  /** Whether only open cases may be chosen. */
  open: boolean;
}

/** Chooses another case: a similar one, or one found by its number or words. */
function CaseChooser({ name, open }: CaseChooserProps) {
  const translate = useTranslate();
  const file = useCaseOfForm();
  const { id, version, region_code, type_code, summary, location_basis, longitude, latitude } = file.case;
  const pinned =
    location_basis === 'pin' && longitude !== null && latitude !== null ? { longitude, latitude } : {};
  const similar = useRead(['find_similar', id, version], (signal) =>
    ask('find_similar', { region_code, type_code, summary, ...pinned, except_case_id: id }, signal),
  );
  const fits = (status: string) => !open || !ENDED.has(status as Status);
  const likely = (similar.data ?? []).filter((one) => one.id && fits(one.status ?? ''));
  const label = translate(`console.life.${name}`);
  return (
    <>
      {similar.isPending && <Waiting rows={2} height={56} />}
      {likely.length > 0 && (
        <RadioInput
          name={name}
          label={label}
          hint={translate('console.life.similar_hint')}
          required
          choices={likely.map((one) => ({
            value: one.id ?? '',
            name: one.number ?? '',
            label: (
              <Box sx={{ pb: 1, borderBottom: 1, borderColor: 'divider' }}>
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
                  <span>{one.number}</span>
                  <StatusTag status={one.status as Status} />
                </Box>
                <Typography variant="body2">{one.summary}</Typography>
                <Typography variant="body2" color="text.secondary">
                  {[
                    ...(one.reasons as string[]).map((reason) => translate(`console.life.similar.${reason}`)),
                    one.region_path,
                  ].join(translate('console.list_comma'))}
                </Typography>
              </Box>
            ),
          }))}
        />
      )}
      <SearchInput
        name={name}
        label={likely.length > 0 ? translate('console.life.other_case') : label}
        hint={translate('console.life.case_search_hint')}
        required={likely.length === 0}
        quiet={likely.length > 0}
        among="cases"
        look={async (query, signal) =>
          (await searchCases(query, signal))
            .filter((one) => one.id !== id && fits(one.status))
            .map((one) => ({
              id: one.id,
              name: `${one.number} · ${translate(`status.${one.status}`)}`,
              more: one.summary.slice(0, 60),
            }))
        }
      />
    </>
  );
}

/** Merge: into which case, and why. */
export function MergeFields() {
  const translate = useTranslate();
  return (
    <>
      <CaseChooser name="into_case_id" open />
      <TextInput
        name="reason"
        label={translate('console.life.label.merge_case')}
        hint={translate('console.life.words_hint.merge_case')}
        lines={2}
        required
      />
    </>
  );
}

/** Link: which case, and how it is related. */
export function LinkFields() {
  const translate = useTranslate();
  return (
    <>
      <CaseChooser name="other_case_id" open={false} />
      <RadioInput
        name="kind"
        label={translate('console.life.link_kind')}
        required
        choices={['continues', 'related'].map((kind) => ({
          value: kind,
          label: translate(`console.life.link_means.${kind}`),
        }))}
      />
    </>
  );
}
