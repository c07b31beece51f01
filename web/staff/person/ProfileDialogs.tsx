import { useRef, useState } from 'react';
import { Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useNotify, useTranslate } from 'react-admin';
import { disputeTypes } from '../../data/console/disputeTypes';
import { dropPhoto, storePhoto } from '../../data/console/staff';
import type { StaffRecord } from '../../data/console/staff';
import { useChange } from '../../data/hooks/useChange';
import { useRead } from '../../data/hooks/useRead';
import { inLanguage } from '../../text/languages';
import { FileButton } from '../FileButton';
import { CheckGroupInput } from '../../ui/form/CheckInput';
import { FormDialog } from '../../ui/form/FormDialog';
import { RadioInput } from '../../ui/form/RadioInput';
import { TextInput } from '../../ui/form/TextInput';
import { filled } from '../../ui/form/values';
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

  const initial = {
    specialities: person.specialities,
    languages: person.languages.join(translate('console.staff.profile.list_mark')),
    introduction: person.introduction ?? '',
  };
  const save = async ({ specialities, languages, introduction }: typeof initial) => {
    const path = await photoPath();
    const done = await change.send({
      staff_id: person.id,
      expected_version: person.profile_version,
      specialities,
      languages: splitList(languages),
      ...filled({ introduction }),
      ...(path && { photo_path: path }),
    });
    if (!done) return;
    if (person.photo_path && person.photo_path !== path) void dropPhoto(person.photo_path);
    await refetch();
    notify('console.staff.profile.done', { type: 'success' });
    onClose();
  };

  return (
    <FormDialog
      title={label('edit')}
      lead={`${person.name} · ${person.account}`}
      initial={initial}
      confirm={label('confirm')}
      change={change}
      refetch={refetch}
      onClose={() => {
        if (stored.current) void dropPhoto(stored.current.path);
        onClose();
      }}
      onSubmit={save}
    >
      <PhotoField person={person} photo={photo} onChange={setPhoto} />
      <CheckGroupInput name="specialities" label={label('specialities')} choices={types} />
      <TextInput name="languages" label={label('languages')} hint={label('languages_hint')} />
      <TextInput name="introduction" label={label('introduction')} lines={3} />
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
      confirm={label('rate_confirm')}
      change={change}
      refetch={refetch}
      onClose={onClose}
      onSubmit={async ({ grade, ...more }) => {
        const done = await change.send({
          staff_id: person.id,
          expected_version: person.profile_version,
          grade,
          ...filled(more),
        });
        if (!done) return;
        await refetch();
        notify('console.staff.profile.done', { type: 'success' });
        onClose();
      }}
    >
      <RadioInput
        name="grade"
        label={label('grade')}
        required
        choices={choices('console.staff.grade', GRADES)}
      />
      <TextInput name="qualification" label={label('qualification')} />
      <TextInput name="certificate_number" label={label('certificate')} />
    </FormDialog>
  );
}
