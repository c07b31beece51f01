import { useState } from 'react';
import { Button, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { StaffRecord } from '../../data/console/staff';
import { Facts } from '../../ui/console/Facts';
import { Panel } from '../../ui/console/Panel';
import { Photo } from './Photo';
import { ProfileDialog, RateDialog, useFirstTypes } from './ProfileDialogs';
import { TOUCH } from '../staff';

interface PersonProfileProps {
  person: StaffRecord;
  /** Whether the person holds or held a post as mediator. */
  mediates: boolean;
  edits: boolean;
  rates: boolean;
}

/** What a party or a desk may want to know about a mediator. */
export function PersonProfile({ person, mediates, edits, rates }: PersonProfileProps) {
  const translate = useTranslate();
  const types = useFirstTypes();
  const [doing, setDoing] = useState<'edit' | 'rate' | null>(null);
  const label = (name: string) => translate(`console.staff.profile.${name}`);
  const comma = translate('console.staff.profile.list_mark');
  const specialities = types.filter(({ value }) => person.specialities.includes(value));
  const empty =
    !mediates && !person.introduction && specialities.length === 0 && person.languages.length === 0;
  return (
    <Panel
      title={label('title')}
      aside={
        <Stack direction="row">
          {rates && mediates && (
            <Button size="small" sx={TOUCH} onClick={() => setDoing('rate')}>
              {label('rate')}
            </Button>
          )}
          {edits && (
            <Button size="small" sx={TOUCH} onClick={() => setDoing('edit')}>
              {label('edit')}
            </Button>
          )}
        </Stack>
      }
    >
      <Stack direction="row" spacing={2}>
        <Photo name={person.name} path={person.photo_path} />
        <Stack sx={{ flex: 1, minWidth: 0 }}>
          {empty && <Typography color="text.secondary">{label('empty')}</Typography>}
          <Facts
            labelWidth={84}
            facts={[
              { label: label('grade'), value: mediates && translate(`console.staff.grade.${person.grade}`) },
              { label: label('qualification'), value: person.qualification },
              { label: label('certificate'), value: person.certificate_number },
              { label: label('specialities'), value: specialities.map((one) => one.label).join(comma) },
              { label: label('languages'), value: person.languages.join(comma) },
            ]}
          />
        </Stack>
      </Stack>
      {person.introduction && (
        <Typography sx={{ mt: 1.5, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {person.introduction}
        </Typography>
      )}
      {doing === 'edit' && <ProfileDialog person={person} onClose={() => setDoing(null)} />}
      {doing === 'rate' && <RateDialog person={person} onClose={() => setDoing(null)} />}
    </Panel>
  );
}
