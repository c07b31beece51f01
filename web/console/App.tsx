import { lazy, Suspense } from 'react';
import { BrowserRouter, Route } from 'react-router-dom';
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
import { authProvider } from '../data/console/auth';
import { dataProvider } from '../data/lists/provider';
import { Broken } from './Broken';
import { JoinLayout } from './JoinLayout';
import { Landing } from './Landing';
import { Layout } from './Layout';
import { Loading } from './Loading';
import { NotFound } from './NotFound';
import { BASENAME, FOR_ROLES, INVITING, JOIN, NOTICES, PATHS } from './paths';
import { RoleGate } from './RoleGate';
import { darkTheme, lightTheme } from './theme';

const SignIn = lazy(() => import('./SignIn'));
const Overview = lazy(() => import('./Overview'));
const DispatchDesk = lazy(() => import('../dispatch'));
const MyCases = lazy(() => import('../mediation'));
const HotspotPage = lazy(() => import('../hotspot'));
const CaseList = lazy(() => import('../case/list/CaseList').then((page) => ({ default: page.CaseList })));
const CaseShow = lazy(() => import('../case/show/CaseShow').then((page) => ({ default: page.CaseShow })));
const OrganisationList = lazy(() =>
  import('../organisation').then((room) => ({ default: room.OrganisationList })),
);
const OrganisationShow = lazy(() =>
  import('../organisation').then((room) => ({ default: room.OrganisationShow })),
);
const OrganisationCreate = lazy(() =>
  import('../organisation').then((room) => ({ default: room.OrganisationCreate })),
);
const OrganisationEdit = lazy(() =>
  import('../organisation').then((room) => ({ default: room.OrganisationEdit })),
);
const PostList = lazy(() => import('../staff').then((room) => ({ default: room.PostList })));
const PostShow = lazy(() => import('../staff').then((room) => ({ default: room.PostShow })));
const PersonPage = lazy(() => import('../staff').then((room) => ({ default: room.PersonPage })));
const InvitationList = lazy(() => import('../staff').then((room) => ({ default: room.InvitationList })));
const BulkInvite = lazy(() => import('../staff').then((room) => ({ default: room.BulkInvite })));

const RegionPage = lazy(() => import('../region').then((room) => ({ default: room.RegionPage })));
const RegisterCase = lazy(() => import('../intake').then((room) => ({ default: room.RegisterCase })));
const AuditPage = lazy(() => import('../audit').then((room) => ({ default: room.AuditPage })));
const SupervisionRegister = lazy(() => import('../supervision').then((room) => ({ default: room.Register })));
const OrderPage = lazy(() => import('../supervision').then((room) => ({ default: room.OrderPage })));
const Notices = lazy(() => import('../supervision').then((room) => ({ default: room.Notices })));
const RulesPage = lazy(() => import('../rules').then((room) => ({ default: room.RulesPage })));
const SourceList = lazy(() => import('../source').then((room) => ({ default: room.SourceList })));
const UnplacedList = lazy(() => import('../unplaced').then((room) => ({ default: room.UnplacedList })));
const PrivacyPage = lazy(() => import('../privacy').then((room) => ({ default: room.PrivacyPage })));
const PublicityPage = lazy(() => import('../publicity').then((room) => ({ default: room.PublicityPage })));
const AccountPage = lazy(() => import('../account').then((room) => ({ default: room.AccountPage })));

const SignInPage = () => (
  <Suspense fallback={<Loading />}>
    <SignIn />
  </Suspense>
);

/** The staff console. */
export function App({ store, i18nProvider }: { store: Store; i18nProvider: I18nProvider }) {
  return (
    <BrowserRouter basename={BASENAME}>
      <AdminContext
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
          <Resource name="cases" list={<CaseList />} show={<CaseShow />} />
          <Resource
            name="organisations"
            list={<OrganisationList />}
            create={<OrganisationCreate />}
            edit={<OrganisationEdit />}
            show={<OrganisationShow />}
          />
          <Resource name="posts" list={<PostList />} show={<PostShow />} />
          <CustomRoutes>
            <Route
              path={PATHS.desk}
              element={
                <RoleGate roles={FOR_ROLES.desk}>
                  <DispatchDesk />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.mine}
              element={
                <RoleGate roles={FOR_ROLES.mine}>
                  <MyCases />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.overview}
              element={
                <RoleGate roles={FOR_ROLES.overview}>
                  <Overview />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.hotspots}
              element={
                <RoleGate roles={FOR_ROLES.hotspots}>
                  <HotspotPage />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.regions}
              element={
                <RoleGate roles={FOR_ROLES.regions}>
                  <RegionPage />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.register}
              element={
                <RoleGate roles={FOR_ROLES.register}>
                  <RegisterCase />
                </RoleGate>
              }
            />
            <Route
              path={`${PATHS.audit}/*`}
              element={
                <RoleGate roles={FOR_ROLES.audit}>
                  <AuditPage />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.supervision}
              element={
                <RoleGate roles={FOR_ROLES.supervision}>
                  <SupervisionRegister />
                </RoleGate>
              }
            />
            <Route
              path={`${PATHS.supervision}/:id`}
              element={
                <RoleGate roles={FOR_ROLES.supervision}>
                  <OrderPage />
                </RoleGate>
              }
            />
            <Route
              path={NOTICES}
              element={
                <RoleGate roles={FOR_ROLES.supervision}>
                  <Notices />
                </RoleGate>
              }
            />
            <Route
              path={`${PATHS.rules}/*`}
              element={
                <RoleGate roles={FOR_ROLES.rules}>
                  <RulesPage />
                </RoleGate>
              }
            />
            <Route
              path={`${PATHS.privacy}/*`}
              element={
                <RoleGate roles={FOR_ROLES.privacy}>
                  <PrivacyPage />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.sources}
              element={
                <RoleGate roles={FOR_ROLES.sources}>
                  <SourceList />
                </RoleGate>
              }
            />
            <Route
              path={PATHS.unplaced}
              element={
                <RoleGate roles={FOR_ROLES.unplaced}>
                  <UnplacedList />
                </RoleGate>
              }
            />
            <Route
              path={`${PATHS.publicity}/*`}
              element={
                <RoleGate roles={FOR_ROLES.publicity}>
                  <PublicityPage />
                </RoleGate>
              }
            />
            <Route path="/staff/:id" element={<PersonPage />} />
            <Route
              path="/invitations/:id?"
              element={
                <RoleGate roles={INVITING}>
                  <InvitationList />
                </RoleGate>
              }
            />
            <Route
              path="/invitations/bulk"
              element={
                <RoleGate roles={INVITING}>
                  <BulkInvite />
                </RoleGate>
              }
            />
            <Route path={PATHS.account} element={<AccountPage />} />
          </CustomRoutes>
          <CustomRoutes noLayout>
            <Route path={JOIN} element={<JoinLayout />} />
          </CustomRoutes>
        </CoreAdminUI>
        <Notification />
      </AdminContext>
    </BrowserRouter>
  );
}
