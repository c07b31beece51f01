import { type ComponentType, lazy, type ReactElement, Suspense, useState } from 'react';
import { Route } from 'react-router-dom';
import { CssBaseline } from '@mui/material';
import {
  AdminContext,
  CoreAdminUI,
  CustomRoutes,
  type I18nProvider,
  Notification,
  Resource,
  type Store,
} from 'react-admin';
import { dataProvider } from '../data/lists/provider';
import { authProvider } from './access';
import { Broken } from './Broken';
import { JoinLayout } from './JoinLayout';
import { Landing } from './Landing';
import { Layout } from './Layout';
import { Loading } from './Loading';
import { NotFound } from './NotFound';
import { OtherRole, PageAccess } from './PageAccess';
import { JOIN, type Page, PAGES, resourceOf, ROUTES } from './pages';
import { consoleQueries } from './queryClient';
import { darkTheme, lightTheme } from './theme';

const SignIn = lazy(() => import('./SignIn'));

const SignInPage = () => (
  <Suspense fallback={<Loading />}>
    <SignIn />
  </Suspense>
);

/** A page that is loaded when a role that it is made for opens it. */
function pageAt(path: string, load: () => Promise<{ default: ComponentType }>): ReactElement {
  const Content = lazy(load);
  return (
    <PageAccess resource={resourceOf(path)} denied={<OtherRole />}>
      <Content />
    </PageAccess>
  );
}

const PAGES_OF_MENUS: Page[] = Object.values(PAGES);

const RESOURCES = PAGES_OF_MENUS.filter(({ records }) => records).map(({ path, load, records = {} }) => (
  <Resource
    key={path}
    name={resourceOf(path)}
    list={pageAt(path, load)}
    {...Object.fromEntries(Object.entries(records).map(([view, record]) => [view, pageAt(path, record)]))}
  />
));

const PLAIN_ROUTES = [...PAGES_OF_MENUS.filter(({ records }) => !records), ...Object.values(ROUTES)].map(
  ({ path, load }) => <Route key={path} path={path} element={pageAt(path, load)} />,
);

/** The staff console. */
export function App({ store, i18nProvider }: { store: Store; i18nProvider: I18nProvider }) {
  const [queries] = useState(consoleQueries);
  return (
    <AdminContext
      queryClient={queries}
      dataProvider={dataProvider}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      store={store}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
    >
      <CssBaseline enableColorScheme />
      <CoreAdminUI
        dashboard={Landing}
        layout={Layout}
        loginPage={SignInPage}
        loading={Loading}
        catchAll={NotFound}
        error={Broken}
        requireAuth
        disableTelemetry
      >
        {RESOURCES}
        <CustomRoutes>{PLAIN_ROUTES}</CustomRoutes>
        <CustomRoutes noLayout>
          <Route path={JOIN} element={<JoinLayout />} />
        </CustomRoutes>
      </CoreAdminUI>
      <Notification />
    </AdminContext>
  );
}
