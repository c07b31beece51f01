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
import { Page } from '../ui/console/Page';
import { Empty, Failed, Waiting } from '../ui/console/States';
import { Form } from '../ui/form/Form';
import { FormMessage } from '../ui/form/FormMessage';
import { useFormStatus } from '../ui/form/formStatus';
import { TextInput } from '../ui/form/TextInput';

/** The text fields of a guide. */
type TextName =
  'title' | 'summary' | 'happens' | 'duration' | 'prepare' | 'articles' | 'elsewhere' | 'examples' | 'source';

type Texts = Record<TextName, string>;

/** The text fields in the order of the form, and how many lines each shows. */
const FIELDS: [name: TextName, lines: number][] = [
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
  const notify = useNotify();
  const navigate = useNavigate();
  const client = useQueryClient();
  const change = useChange('save_guide');
  const initial = Object.fromEntries(FIELDS.map(([name]) => [name, String(guide[name] ?? '')])) as Texts;
  const save = async (values: Texts & { reviewed_on: string }) => {
    const { type_code, locale, version: expected_version } = guide;
    if (!(await change.send({ type_code, locale, expected_version, ...values }))) return;
    await client.invalidateQueries({ queryKey: ['guides'] });
    await client.invalidateQueries({ queryKey: ['guide'] });
    notify(translate('console.publicity.guide.saved'), { type: 'success' });
    navigate('/publicity');
  };
  return (
    <Form initial={{ ...initial, reviewed_on: cityDay(new Date()) }} change={change} onSubmit={save}>
      <Stack spacing={2.5} sx={{ maxWidth: 860 }}>
        <Alert severity="info">{translate('console.publicity.guide.rule')}</Alert>
        <FormMessage
          wayOut={({ code }) =>
            code === 'stale_record' && (
              <Button color="inherit" size="small" onClick={refetch}>
                {translate('console.publicity.guide.refetch')}
              </Button>
            )
          }
        />
        {FIELDS.map(([name, lines]) => (
          <TextInput
            key={name}
            name={name}
            label={translate(`field.${name}`)}
            required
            {...(lines > 1 && { lines })}
            {...(PARTED.has(name) && { hint: translate(`console.publicity.guide.parts.${name}`) })}
          />
        ))}
        <TextInput name="reviewed_on" type="date" label={translate('field.reviewed_on')} required />
        <Buttons />
      </Stack>
    </Form>
  );
}

function Buttons() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { sending } = useFormStatus();
  return (
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
  );
}
