import type { SvgIconComponent } from '@mui/icons-material';
import AccountTree from '@mui/icons-material/AccountTreeOutlined';
import AssignmentInd from '@mui/icons-material/AssignmentIndOutlined';
import Badge from '@mui/icons-material/BadgeOutlined';
import BarChart from '@mui/icons-material/BarChartOutlined';
import Description from '@mui/icons-material/DescriptionOutlined';
import AddBox from '@mui/icons-material/AddBoxOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Campaign from '@mui/icons-material/CampaignOutlined';
import QrCode from '@mui/icons-material/QrCode2Outlined';
import Whatshot from '@mui/icons-material/WhatshotOutlined';
import Hub from '@mui/icons-material/HubOutlined';
import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import WrongLocation from '@mui/icons-material/WrongLocationOutlined';
import Public from '@mui/icons-material/PublicOutlined';
import PrivacyTip from '@mui/icons-material/PrivacyTipOutlined';
import Rule from '@mui/icons-material/RuleOutlined';
import Map from '@mui/icons-material/MapOutlined';
import type { PageName } from './paths';

/** The icon of each page in the menu. */
export const ICONS: Record<PageName, SvgIconComponent> = {
  desk: Hub,
  mine: AssignmentInd,
  overview: BarChart,
  register: AddBox,
  cases: Description,
  hotspots: Whatshot,
  regions: Map,
  organisations: AccountTree,
  staff: Badge,
  audit: FactCheck,
  supervision: Campaign,
  rules: Rule,
  publicity: Public,
  privacy: PrivacyTip,
  sources: QrCode,
  unplaced: WrongLocation,
  account: ManageAccounts,
};
