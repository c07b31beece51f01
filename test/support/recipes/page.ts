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
    add('const PATHS', "register: '/register',\n", "  interpreters: '/interpreters',\n"),
    add('const MENU', "'register',\n", "    'interpreters',\n"),
    add('const FOR_ROLES', '{\n', "  interpreters: ['dispatcher'],\n"),
  ),
  [PATHS.icons]: all(
    add(
      'import',
      "import Hub from '@mui/icons-material/HubOutlined';\n",
      "import Translate from '@mui/icons-material/TranslateOutlined';\n",
    ),
    add('const ICONS', 'register: AddBox,\n', '  interpreters: Translate,\n'),
  ),
  [PATHS.routes]: all(
    add(
      'const RegionPage',
      '\n',
      "const InterpreterPage = lazy(() =>\n  import('../interpreter').then((room) => ({ default: room.InterpreterPage })),\n);\n",
    ),
    add(
      '<CoreAdminUI',
      '<CustomRoutes>\n',
      `            <Route
              path={PATHS.interpreters}
              element={
                <RoleGate roles={FOR_ROLES.interpreters}>
                  <InterpreterPage />
                </RoleGate>
              }
            />
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
