import { add, all, type Edits, fresh } from './edits';
import { catalogue, PATHS } from './paths';

const PAGE = `import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Page } from '../ui/console/Page';

/** Whom the desk may ask to interpret. */
export function InterpreterPage() {
  const translate = useTranslate();
  return (
    <Page title={translate('console.menu.interpreters')}>
      <Typography>{translate('console.interpreters')}</Typography>
    </Page>
  );
}
`;

/** A page that the console did not have, in a folder of its own. */
export const PAGE_OF_CONSOLE: Edits = {
  'web/interpreter/InterpreterPage.tsx': fresh(PAGE),
  'web/interpreter/index.ts': fresh("export { InterpreterPage } from './InterpreterPage';\n"),
  [PATHS.rooms]: all(
    add('const ROOMS', "'web/intake',\n", "  'web/interpreter',\n"),
    add('const FEATURES', "'web/intake',\n", "  'web/interpreter',\n"),
    add('const MAY_IMPORT', ' = {\n', "  'web/interpreter': ['web/data', 'web/ui/console'],\n"),
  ),
  [PATHS.pages]: all(
    add(
      'import',
      "import Rule from '@mui/icons-material/RuleOutlined';\n",
      "import Translate from '@mui/icons-material/TranslateOutlined';\n",
    ),
    add(
      'const PAGES',
      "part(() => import('../intake'), 'RegisterCase'),\n  ),\n",
      `  interpreters: page(
    '/interpreters',
    { dispatcher: 25 },
    Translate,
    part(() => import('../interpreter'), 'InterpreterPage'),
  ),
`,
    ),
  ),
  [catalogue('console', 'zh-CN')]: all(
    add('menu: {', '\n', "    interpreters: '翻译人员',\n"),
    add('export default {', '\n', "  interpreters: '需要翻译时，可请以下人员到场。',\n"),
  ),
  [catalogue('console', 'en')]: all(
    add('menu: {', '\n', "    interpreters: 'Interpreters',\n"),
    add('export default {', '\n', "  interpreters: 'People who may be asked to interpret.',\n"),
  ),
};
