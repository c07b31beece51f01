import type { ComponentType } from 'react';
import type { SvgIconComponent } from '@mui/icons-material';
import AccountTree from '@mui/icons-material/AccountTreeOutlined';
import AddBox from '@mui/icons-material/AddBoxOutlined';
import AssignmentInd from '@mui/icons-material/AssignmentIndOutlined';
import Badge from '@mui/icons-material/BadgeOutlined';
import BarChart from '@mui/icons-material/BarChartOutlined';
import Campaign from '@mui/icons-material/CampaignOutlined';
import Description from '@mui/icons-material/DescriptionOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Hub from '@mui/icons-material/HubOutlined';
import MapIcon from '@mui/icons-material/MapOutlined';
import PrivacyTip from '@mui/icons-material/PrivacyTipOutlined';
import Public from '@mui/icons-material/PublicOutlined';
import QrCode from '@mui/icons-material/QrCode2Outlined';
import Rule from '@mui/icons-material/RuleOutlined';
import Whatshot from '@mui/icons-material/WhatshotOutlined';
import WrongLocation from '@mui/icons-material/WrongLocationOutlined';
import type { Role } from '../data/console/records';

/** Path under which the server serves the console. */
export const BASENAME = '/console';

/** Path of an invitation's link, followed by `#` and its token; open without signing in. */
export const JOIN = '/join';

/** Loads a page when it is opened for the first time. */
type Loader = () => Promise<{ default: ComponentType }>;

/** The roles that may open a page, each with the page's position in the menu of that role. */
type Roles = Partial<Record<Role, number>>;

/** The position of a page that a role may open although its menu does not name it. */
const OPEN = 0;
const EVERYONE = { dispatcher: OPEN, mediator: OPEN, leader: OPEN, administrator: OPEN, reporter: OPEN };

/** The pages of single records of a list. */
type RecordPages = Partial<Record<'show' | 'create' | 'edit', Loader>>;

/** A page with a path of its own; below a path that ends in `/*` it has further pages. */
export interface Route {
  path: string;
  roles: Roles;
  load: Loader;
}

/** A page that menus name: by its icon, and by the text `console.menu.…` of its name. */
export interface Page extends Route {
  icon: SvgIconComponent;
  /** A list whose records have pages, too, is a resource of react-admin. */
  records?: RecordPages;
}

const page = (
  path: string,
  roles: Roles,
  icon: SvgIconComponent,
  load: Loader,
  records?: RecordPages,
): Page => ({
  path,
  roles,
  icon,
  load,
  ...(records && { records }),
});

/** The loader of one page of a room. */
const part =
  <Name extends string>(room: () => Promise<Record<Name, ComponentType>>, name: Name): Loader =>
  () =>
    room().then((parts) => ({ default: parts[name] }));

const audit = () => import('../audit');
const organisations = () => import('../organisation');
const staff = () => import('../staff');
const supervision = () => import('../supervision');

/**
 * The pages of the console: path, roles with positions in their menus, icon, loader. A role starts with the
 * first page of its menu. The database decides what somebody may see and do there.
 */
export const PAGES = {
  desk: page('/desk', { dispatcher: 10, leader: OPEN }, Hub, () => import('../dispatch')),
  mine: page('/mine', { mediator: 10 }, AssignmentInd, () => import('../mediation')),
  overview: page('/overview', { leader: 10, dispatcher: OPEN }, BarChart, () => import('./Overview')),
  register: page(
    '/register',
    { dispatcher: 20, mediator: 20, reporter: 10 },
    AddBox,
    part(() => import('../intake'), 'RegisterCase'),
  ),
  cases: page(
    '/cases',
    { dispatcher: 30, mediator: 30, leader: 30, administrator: 100, reporter: 20 },
    Description,
    part(() => import('../case/list/CaseList'), 'CaseList'),
    { show: part(() => import('../case/show/CaseShow'), 'CaseShow') },
  ),
  hotspots: page(
    '/hotspots',
    { dispatcher: 40, mediator: 40, leader: 20, administrator: 110 },
    Whatshot,
    () => import('../hotspot'),
  ),
  regions: page(
    '/regions',
    { administrator: 20, leader: OPEN },
    MapIcon,
    part(() => import('../region'), 'RegionPage'),
  ),
  organisations: page(
    '/organisations',
    { ...EVERYONE, dispatcher: 80, leader: 60, administrator: 10 },
    AccountTree,
    part(organisations, 'OrganisationList'),
    {
      show: part(organisations, 'OrganisationShow'),
      create: part(organisations, 'OrganisationCreate'),
      edit: part(organisations, 'OrganisationEdit'),
    },
  ),
  staff: page('/posts', { ...EVERYONE, leader: 70, administrator: 30 }, Badge, part(staff, 'PostList'), {
    show: part(staff, 'PostShow'),
  }),
  audit: page('/audit/*', { leader: 80, administrator: 80 }, FactCheck, part(audit, 'AuditPage')),
  supervision: page(
    '/supervision',
    { dispatcher: 50, mediator: 50, leader: 40, administrator: 70 },
    Campaign,
    part(supervision, 'Register'),
  ),
  rules: page(
    '/rules/*',
    { dispatcher: 100, leader: 100, administrator: 50 },
    Rule,
    part(() => import('../rules'), 'RulesPage'),
  ),
  publicity: page(
    '/publicity/*',
    { dispatcher: 90, leader: 90, administrator: 60 },
    Public,
    part(() => import('../publicity'), 'PublicityPage'),
  ),
  privacy: page(
    '/privacy/*',
    { administrator: 90 },
    PrivacyTip,
    part(() => import('../privacy'), 'PrivacyPage'),
  ),
  sources: page(
    '/sources',
    { dispatcher: 70, administrator: 40, leader: OPEN },
    QrCode,
    part(() => import('../source'), 'SourceList'),
  ),
  unplaced: page(
    '/unplaced',
    { dispatcher: 60, leader: 50 },
    WrongLocation,
    part(() => import('../unplaced'), 'UnplacedList'),
  ),
};

const route = (path: string, roles: Roles, load: Loader): Route => ({ path, roles, load });

/** The pages that no menu names: the header and other pages lead to them. */
export const ROUTES = {
  order: route('/supervision/:id', PAGES.supervision.roles, part(supervision, 'OrderPage')),
  notices: route('/notices', PAGES.supervision.roles, part(supervision, 'Notices')),
  account: route(
    '/account',
    EVERYONE,
    part(() => import('../account'), 'AccountPage'),
  ),
  person: route('/staff/:id', EVERYONE, part(staff, 'PersonPage')),
  invitations: route('/invitations/:id?', { administrator: OPEN }, part(staff, 'InvitationList')),
  bulkInvite: route('/invitations/bulk', { administrator: OPEN }, part(staff, 'BulkInvite')),
};

/** A page of the menu. */
export type PageName = keyof typeof PAGES;

const ALL = { ...PAGES, ...ROUTES };

/** The path that a link to the page leads to. */
export const pathOf = (name: keyof typeof ALL): string => ALL[name].path.replace(/\/\*$/, '');

/** The name of a page for the auth provider: the first part of its path. */
export const resourceOf = (path: string): string => path.split('/')[1] ?? '';

const rolesOf = new Map<string, Roles>(
  Object.values(ALL).map(({ path, roles }) => [resourceOf(path), roles]),
);

/** Whether a page is made for a role. What is not a page is left to the database. */
export function isFor(resource: string, role: Role | undefined): boolean {
  const roles = rolesOf.get(resource);
  return roles === undefined || (role !== undefined && roles[role] !== undefined);
}

/** The menu of a role, its start page first. */
export function menuOf(role: Role): PageName[] {
  const position = (name: PageName) => PAGES[name].roles[role] ?? OPEN;
  return (Object.keys(PAGES) as PageName[])
    .filter((name) => position(name) !== OPEN)
    .sort((one, other) => position(one) - position(other));
}
