import { useRef, useState } from 'react';
import { Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import { disputeTypes } from '../../data/console/cases';
import { toApiError } from '../../data/core/errors';
import { dropPhoto, storePhoto } from '../../data/console/photos';
import type { StaffRecord } from '../../data/console/records';
import { useChange } from '../../data/hooks/useChange';
import { useRead } from '../../data/hooks/useRead';
import { inLanguage } from '../../text/languages';
import { FormChecks, FormRadio, FormText } from '../../ui/console/form';
import { FormDialog } from '../../ui/console/FormDialog';
import { FileButton } from '../FileButton';
import { Photo } from './Photo';
import { shrunk } from './photoFile';
import { GRADES, TOUCH, useInvalidateStaff, useWords } from '../staff';

interface ProfileProps {
  person: StaffRecord;
  onClose: () => void;
}

/** First-level dispute types as choices in the user's language. */
export function useFirstTypes() {
  const [locale] = useLocaleState();
  const { data = [] } = useRead(['dispute_types'], disputeTypes);
  return data
    .filter(({ parent_code }) => parent_code === null)
    .map(({ code, name, name_en }) => ({ value: code, label: inLanguage(locale, name, name_en) }));
}

const splitList = (text: string) => text.split(/[、，,;；\s]+/).filter(Boolean);

/**
 * The part of a profile that a person or their administrator edits: photo, specialities, languages, a short
 * text.
 */
export function ProfileDialog({ person, onClose }: ProfileProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const types = useFirstTypes();
  const change = useChange('update_profile');
  const [photo, setPhoto] = useState<Blob | 'none' | null>(null);
  const [storing, setStoring] = useState(false);
  // The photo is stored only once, even when the rest of the form is refused.
  const stored = useRef<{ of: Blob; path: string } | null>(null);
  const label = (name: string) => translate(`console.staff.profile.${name}`);

  const photoPath = async () => {
    if (photo === null) return person.photo_path;
    if (photo === 'none') return null;
    if (stored.current?.of !== photo)
      stored.current = { of: photo, path: await storePhoto(person.id, photo) };
    return stored.current.path;
  };

  const save = async ({ specialities = '', languages = '', introduction = '' }: Record<string, string>) => {
    setStoring(true);
    try {
      const path = await photoPath();
      const done = await change.send({
        staff_id: person.id,
        expected_version: person.profile_version,
        specialities: specialities.split(' ').filter(Boolean),
        languages: splitList(languages),
        ...(introduction && { introduction }),
        ...(path && { photo_path: path }),
      });
      if (!done) return;
      if (person.photo_path && person.photo_path !== path) void dropPhoto(person.photo_path);
      await refetch();
      notify('console.staff.profile.done', { type: 'success' });
      onClose();
    } catch (error) {
      change.fail(toApiError(error));
    } finally {
      setStoring(false);
    }
  };

  return (
    <FormDialog
      title={label('edit')}
      lead={`${person.name} · ${person.account}`}
      initial={{
        specialities: person.specialities.join(' '),
        languages: person.languages.join(translate('console.staff.profile.list_mark')),
        introduction: person.introduction ?? '',
      }}
      confirm={label('confirm')}
      change={{ ...change, sending: change.sending || storing }}
      refetch={refetch}
      onClose={() => {
        if (stored.current) void dropPhoto(stored.current.path);
        onClose();
      }}
      onSubmit={(values) => void save(values)}
    >
      <PhotoField person={person} photo={photo} onChange={setPhoto} />
      <FormChecks name="specialities" label={label('specialities')} choices={types} />
      <FormText name="languages" label={label('languages')} hint={label('languages_hint')} />
      <FormText name="introduction" label={label('introduction')} lines={3} />
    </FormDialog>
  );
}

interface PhotoFieldProps {
  person: StaffRecord;
  photo: Blob | 'none' | null;
  onChange: (photo: Blob | 'none' | null) => void;
}

function PhotoField({ person, photo, onChange }: PhotoFieldProps) {
  const translate = useTranslate();
  const [problem, setProblem] = useState('');
  const label = (name: string) => translate(`console.staff.profile.${name}`);
  const chosen = photo instanceof Blob ? photo : null;
  const take = async (file: File) => {
    try {
      onChange(await shrunk(file));
      setProblem('');
    } catch {
      setProblem(label('photo_unreadable'));
    }
  };
  return (
    <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
      <Photo name={person.name} path={photo === 'none' ? null : person.photo_path} chosen={chosen} />
      <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
        <FileButton
          variant="outlined"
          label={label('photo_choose')}
          accept="image/*"
          onFile={(file) => void take(file)}
        />
        {(chosen ?? (person.photo_path && photo !== 'none')) && (
          <Button color="inherit" sx={TOUCH} onClick={() => onChange('none')}>
            {label('photo_remove')}
          </Button>
        )}
        <Typography role="status" variant="body2" color={problem ? 'error' : 'text.secondary'}>
          {problem || label('photo_hint')}
        </Typography>
      </Stack>
    </Stack>
  );
}

/** The part of a profile that only an administrator confirms: grade, qualification, certificate. */
export function RateDialog({ person, onClose }: ProfileProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refetch = useInvalidateStaff();
  const choices = useWords();
  const change = useChange('rate_mediator');
  const label = (name: string) => translate(`console.staff.profile.${name}`);
  return (
    <FormDialog
      title={label('rate')}
      lead={`${person.name} · ${person.account}`}
      initial={{
        grade: person.grade,
        qualification: person.qualification ?? '',
        certificate_number: person.certificate_number ?? '',
      }}
      required={['grade']}
      confirm={label('rate_confirm')}
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async ({ grade = '', qualification, certificate_number }) => {
        const done = await change.send({
          staff_id: person.id,
          expected_version: person.profile_version,
          grade,
          ...(qualification && { qualification }),
          ...(certificate_number && { certificate_number }),
        });
        if (!done) return;
        await refetch();
        notify('console.staff.profile.done', { type: 'success' });
        onClose();
      }}
    >
      <FormRadio
        name="grade"
        label={label('grade')}
        required
        choices={choices('console.staff.grade', GRADES)}
      />
      <FormText name="qualification" label={label('qualification')} />
      <FormText name="certificate_number" label={label('certificate')} />
    </FormDialog>
  );
}
