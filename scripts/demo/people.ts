/** A demo account and its post. */
export interface DemoAccount {
  account: string;
  name: string;
  role: 'dispatcher' | 'administrator' | 'leader' | 'mediator' | 'reporter';
  /** Kind and region of the organisation. */
  kind: string;
  region: string;
  level: 'city' | 'county' | 'township' | 'village';
}

const CENTRE = 'dispatch_centre';
const CITY = '3508';
const CHANGTING = '350821';
const SHANGHANG = '350823';
const TINGZHOU = '350821100';
const VILLAGE = '350821100010';

/** Every role, at every level where it exists. */
export const DEMO_ACCOUNTS: DemoAccount[] = [
  {
    account: 'city.dispatcher',
    name: '林志远',
    role: 'dispatcher',
    kind: CENTRE,
    region: CITY,
    level: 'city',
  },
  { account: 'city.leader', name: '陈国栋', role: 'leader', kind: CENTRE, region: CITY, level: 'city' },
  {
    account: 'city.administrator',
    name: '黄丽萍',
    role: 'administrator',
    kind: CENTRE,
    region: CITY,
    level: 'city',
  },
  {
    account: 'city.committee',
    name: '郑伟明',
    role: 'mediator',
    kind: 'professional_committee',
    region: CITY,
    level: 'city',
  },
  {
    account: 'changting.dispatcher',
    name: '赖秀英',
    role: 'dispatcher',
    kind: CENTRE,
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'changting.leader',
    name: '钟建华',
    role: 'leader',
    kind: CENTRE,
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'changting.administrator',
    name: '曾晓燕',
    role: 'administrator',
    kind: CENTRE,
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'changting.mediator',
    name: '王德福',
    role: 'mediator',
    kind: 'people_mediation',
    region: CHANGTING,
    level: 'county',
  },
  {
    account: 'shanghang.dispatcher',
    name: '丘文斌',
    role: 'dispatcher',
    kind: CENTRE,
    region: SHANGHANG,
    level: 'county',
  },
  {
    account: 'shanghang.mediator',
    name: '蓝玉兰',
    role: 'mediator',
    kind: 'people_mediation',
    region: SHANGHANG,
    level: 'county',
  },
  {
    account: 'tingzhou.dispatcher',
    name: '吴小红',
    role: 'dispatcher',
    kind: CENTRE,
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'tingzhou.mediator',
    name: '李金水',
    role: 'mediator',
    kind: 'people_mediation',
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'tingzhou.mediator2',
    name: '廖桂花',
    role: 'mediator',
    kind: 'people_mediation',
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'tingzhou.reporter',
    name: '张小燕',
    role: 'reporter',
    kind: CENTRE,
    region: TINGZHOU,
    level: 'township',
  },
  {
    account: 'xinluo.dispatcher',
    name: '张志强',
    role: 'dispatcher',
    kind: CENTRE,
    region: '350802',
    level: 'county',
  },
  {
    account: 'shuidong.dispatcher',
    name: '范永昌',
    role: 'dispatcher',
    kind: CENTRE,
    region: VILLAGE,
    level: 'village',
  },
];
