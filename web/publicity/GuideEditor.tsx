import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Stack } from '@mui/material';
import { useNotify, useTranslate } from 'react-admin';
import type { Guide } from '../data/portal/help';
import { guideToWrite } from '../data/console/publicity';
import { useChange } from '../data/hooks/useChange';
import { useRead } from '../data/hooks/useRead';
import { DATA_LANGUAGES } from '../text/languages';
import { cityDay } from '../domain/dates';
import { FormProvider, FormText, type Values } from '../ui/console/form';
import { Page } from '../ui/console/Page';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { useErrorText } from '../ui/console/useErrorText';

/** The text fields of a guide, and how many lines each shows. */
const FIELDS: [name: keyof Guide, lines: number][] = [
  ['title', 1],
  ['summary', 2],
  ['happens', 5],
  ['duration', 4],
  ['prepare', 5],
  ['articles', 8],
  ['elsewhere', 5],
  ['examples', 3],
  ['source', 2],
];

/** Fields whose items consist of parts. */
const PARTED = new Set<string>(['articles', 'elsewhere', 'examples']);

/** Writes or edits the guide of a type in a language; saving updates the date of its review. */
export function GuideEditor() {
  const translate = useTranslate();
  const { type = '', locale = DATA_LANGUAGES[0] } = useParams();
  const { data, error, refetch } = useRead(['guide', type, locale], async (signal) => ({
    guide: await guideToWrite(type, locale, signal),
  }));
  const guide = data?.guide;
  const title = guide
    ? translate(`console.publicity.guide.${guide.version ? 'edit' : 'first'}`, {
        type: guide.type_name,
        language: translate(`console.publicity.language.${locale}`, { _: locale }),
      })
    : translate('console.publicity.title');
  return (
    <Page title={title} back={{ to: '/publicity', label: translate('console.publicity.back') }}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting rows={8} height={72} />}
      {data && !guide && <Empty title={translate('console.publicity.guide.missing')} />}
      {guide && <GuideForm key={guide.version} guide={guide} refetch={() => void refetch()} />}
    </Page>
  );
}

function GuideForm({ guide, refetch }: { guide: Guide; refetch: () => void }) {
  const translate = useTranslate();
  const errorText = useErrorText();
  const notify = useNotify();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { send, sending, failure, fail } = useChange('save_guide');
  const [values, setValues] = useState<Values>(() => ({
    ...Object.fromEntries(FIELDS.map(([name]) => [name, String(guide[name] ?? '')])),
    reviewed_on: cityDay(new Date()),
  }));
  const set = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    if (failure?.field === name) fail(null);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const of = (name: string) => values[name] ?? '';
    const done = await send({
      type_code: guide.type_code,
      locale: guide.locale,
      expected_version: guide.version,
      title: of('title'),
      summary: of('summary'),
      happens: of('happens'),
      duration: of('duration'),
      prepare: of('prepare'),
      articles: of('articles'),
      elsewhere: of('elsewhere'),
      examples: of('examples'),
      source: of('source'),
      reviewed_on: of('reviewed_on'),
    });
    if (!done) return;
    await client.invalidateQueries({ queryKey: ['guides'] });
    await client.invalidateQueries({ queryKey: ['guide'] });
    notify(translate('console.publicity.guide.saved'), { type: 'success' });
    navigate('/publicity');
  };
  const stale = failure?.code === 'stale_record';
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack spacing={2.5} sx={{ maxWidth: 860 }}>
        <Alert severity="info">{translate('console.publicity.guide.rule')}</Alert>
        {failure && (
          <Alert
            severity={stale ? 'warning' : 'error'}
            action={
              stale && (
                <Button color="inherit" size="small" onClick={refetch}>
                  {translate('console.publicity.guide.refetch')}
                </Button>
              )
            }
          >
            {errorText(failure)}
          </Alert>
        )}
        <FormProvider value={{ values, set, failure, disabled: sending }}>
          {FIELDS.map(([name, lines]) => (
            <FormText
              key={name}
              name={name}
              label={translate(`field.${name}`)}
              required
              {...(lines > 1 && { lines })}
              {...(PARTED.has(name) && { hint: translate(`console.publicity.guide.parts.${name}`) })}
            />
          ))}
          <FormText name="reviewed_on" type="date" label={translate('field.reviewed_on')} required />
        </FormProvider>
        <Stack direction="row" spacing={1}>
          <Button type="submit" variant="contained" disabled={sending} sx={{ minHeight: 44 }}>
            {translate(sending ? 'console.action.sending' : 'console.publicity.guide.save')}
          </Button>
          <Button
            color="inherit"
            disabled={sending}
            onClick={() => navigate('/publicity')}
            sx={{ minHeight: 44 }}
          >
            {translate('console.action.cancel')}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
