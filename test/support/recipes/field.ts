import { add, all, type Edits, swap } from './edits';
import { catalogue, PATHS } from './paths';

const inRegister = 'create function app.register_case(';
const inFace = 'create function api.register_case(';

/** A field that cases did not have: the language in which the applicant is best spoken to, told at the counter. */
export const FIELD: Edits = {
  [PATHS.tables]: add(
    'create table app.cases (',
    'amount numeric(14, 2),\n',
    '  -- The language or dialect in which the applicant is best spoken to.\n  spoken_language text,\n',
  ),
  [PATHS.cases]: all(
    swap('grant select (id, number, version', ' amount,', ' amount, spoken_language,'),
    swap('create view api.cases ', ' c.amount,', ' c.amount, c.spoken_language,'),
  ),
  [PATHS.filing]: all(
    swap(
      'create type app.filing as',
      'keep_unplaced boolean)',
      'keep_unplaced boolean, spoken_language text)',
    ),
    add(
      'create function app.create_case(',
      "'place', 0, 100);\n",
      "  v_case.spoken_language := app.clean_text(p_filing.spoken_language, 'spoken_language', 0, 40);\n",
    ),
    swap('insert into app.cases (', ' amount,', ' amount, spoken_language,'),
    add('insert into app.cases (', 'p_filing.people_count, p_filing.amount,', ' v_case.spoken_language,'),
    swap('create function app.file_case(', 'false)::app.filing', 'false, null)::app.filing'),
    swap(inRegister, 'p_keep boolean)', 'p_keep boolean, p_spoken_language text)'),
    swap(inRegister, "'keep', p_keep)", "'keep', p_keep, 'spoken_language', p_spoken_language)"),
    swap(inRegister, 'p_keep)::app.filing', 'p_keep, p_spoken_language)::app.filing'),
    swap(inFace, 'boolean default false)\n', 'boolean default false, spoken_language text default null)\n'),
    swap(inFace, 'keep_unplaced) $$', 'keep_unplaced, spoken_language) $$'),
    swap('app.register_case(uuid', 'boolean, text, boolean)', 'boolean, text, boolean, text)'),
    swap('api.register_case(uuid', 'boolean, text, boolean)', 'boolean, text, boolean, text)'),
  ),
  [PATHS.erasure]: all(
    add("('cases', array['summary'", "'answer',", " 'spoken_language',"),
    swap('update app.cases set', ' place = null,', ' place = null, spoken_language = null,'),
  ),
  [PATHS.columns]: add('const CASE = columns(', "    'amount',\n", "    'spoken_language',\n"),
  [PATHS.facts]: add(
    "translate('console.case.amount')",
    '},\n',
    "        { label: translate('field.spoken_language'), value: row.spoken_language },\n",
  ),
  [PATHS.draft]: add('const BLANK', "amount: '',\n", "  spoken_language: '',\n"),
  [PATHS.register]: add(
    'name="amount"',
    '</Row>\n',
    `<TextInput name="spoken_language" label={translate('field.spoken_language')} />\n`,
  ),
  [catalogue('domain.field', 'zh-CN')]: add('field: {', '\n', "    spoken_language: '沟通语言',\n"),
  [catalogue('domain.field', 'en')]: add('field: {', '\n', "    spoken_language: 'Language to speak in',\n"),
  [PATHS.granted]: swap('columns(`id number version', ' amount ', ' amount spoken_language '),
  [PATHS.registerInput]: add(
    "'register_case',",
    "amount: 'number',\n",
    "      spoken_language: 'optional',\n",
  ),
};
