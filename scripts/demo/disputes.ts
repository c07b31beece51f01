/** The stage to which the demo moves a dispute. */
export type Stage =
  'filed' | 'answered' | 'accepted' | 'dispatched' | 'assigned' | 'mediating' | 'agreed' | 'closed';

/** A realistic demo dispute. People and telephone numbers are invented. */
export interface DemoDispute {
  type: string;
  region: string;
  place?: string;
  summary: string;
  applicant: string;
  respondent?: string;
  people?: number;
  /** In yuan. */
  amount?: number;
  danger?: boolean;
  stage: Stage;
}

/** Filed in this order on the first start, oldest first. */
export const DISPUTES: DemoDispute[] = [
  {
    stage: 'closed',
    type: '0202',
    region: '350821100010',
    place: '水东街 48 号二楼',
    applicant: '涂秀兰',
    respondent: '俞建平',
    amount: 3200,
    summary:
      '楼上卫生间漏水，我家客厅天花板起皮发霉已有两个月，多次上门商量都说不是他家的问题，请帮忙查清原因并修好。',
  },
  {
    stage: 'agreed',
    type: '0301',
    region: '350821100020',
    place: '东门街旧粮站后面',
    applicant: '黄长生',
    respondent: '黄茂林',
    summary:
      '两家老屋相邻，邻居翻修时把围墙往我家这边移了约四十厘米，占了祖上留下的滴水沟，双方为界址争执多次。',
  },
  {
    stage: 'mediating',
    type: '0104',
    region: '350821100021',
    place: '腾飞社区',
    applicant: '赖春梅',
    respondent: '赖春华',
    people: 5,
    summary:
      '父亲去世后留下一套房改房，兄弟姐妹五人对份额意见不一，二哥一直住在里面不肯搬也不肯折价，家里已经不来往。',
  },
  {
    stage: 'mediating',
    type: '0204',
    region: '350821100030',
    place: '西门街菜市场北门',
    applicant: '邓火木',
    respondent: '曹永福',
    people: 4,
    summary:
      '摆摊位置挨着，对方把货架摆出线，两家为此吵了几次，上周发生推搡，双方都有轻微擦伤，现在见面就骂。',
  },
  {
    stage: 'dispatched',
    type: '0203',
    region: '350821100040',
    place: '南门街老巷 12 号',
    applicant: '范金凤',
    summary: '巷口新装了铁门并上锁，住在里面的六户人家电动车进不去，老人晚上就医也不方便，希望恢复通行。',
    people: 6,
  },
  {
    stage: 'dispatched',
    type: '0103',
    region: '350821101',
    place: '大同镇',
    applicant: '林有福',
    respondent: '林志强',
    summary:
      '我今年七十九岁，三个儿子原先说好轮流赡养，今年起小儿子不再给生活费，也不来看望，请帮助协调赡养费。',
  },
  {
    stage: 'accepted',
    type: '1201',
    region: '350821106',
    place: '河田镇温泉工地',
    applicant: '刘德旺',
    respondent: '某建筑劳务公司',
    people: 12,
    amount: 186000,
    summary:
      '我们十二名工人在温泉酒店工地做了四个月木工，包工头只付了一个月工钱，剩下十八万多元一直推到年底再说。',
  },
  {
    stage: 'accepted',
    type: '0401',
    region: '350821110',
    place: '涂坊镇红坊村后山',
    applicant: '涂水生',
    respondent: '涂天佑',
    people: 8,
    summary:
      '后山约十二亩杉木林，两个小组都说是自己的，八十年代的林权证四至写得不清楚，今年有人砍树，矛盾加深。',
  },
  {
    stage: 'answered',
    type: '1402',
    region: '350821100',
    place: '兆征路',
    applicant: '马晓玲',
    amount: 2980,
    summary: '在健身房办了一年的卡，才用两个月店就关门了，老板电话打不通，想知道可以找哪个部门，手续怎么办。',
  },
  {
    stage: 'filed',
    type: '0402',
    region: '350821108',
    place: '濯田镇',
    applicant: '钟日升',
    respondent: '某农业合作社',
    amount: 24000,
    people: 3,
    summary:
      '三户人家把十五亩田租给合作社种烟，合同写明十月底付租金，现在已经拖了快一个月，合作社说亏损没钱。',
  },
  {
    stage: 'filed',
    type: '0201',
    region: '350821100050',
    place: '营背街夜宵店楼上',
    applicant: '吴美珍',
    summary:
      '楼下夜宵店每天营业到凌晨两点，排风机和客人吵闹声很大，家里有孩子准备中考，沟通过三次都没有改善。',
  },
  {
    stage: 'filed',
    type: '0107',
    region: '350821111',
    place: '策武镇',
    applicant: '丘小燕',
    respondent: '彭志勇',
    danger: true,
    summary:
      '丈夫酒后多次动手，昨晚又扬言要烧房子，我带着孩子住在娘家，他说今天要来接人，我很害怕，请尽快帮助。',
  },
  {
    stage: 'accepted',
    type: '1301',
    region: '350802002',
    place: '南城街道莲花小区',
    applicant: '陈伟强',
    respondent: '某物业公司',
    people: 36,
    amount: 58000,
    summary:
      '小区电梯半年坏了七次，业主集体不交物业费，物业公司发律师函催缴，三十多户业主要求公开维修资金使用情况。',
  },
  {
    stage: 'dispatched',
    type: '1001',
    region: '350802005',
    place: '西陂街道龙岩大道路口',
    applicant: '郭建国',
    respondent: '张家明',
    amount: 42000,
    summary:
      '骑电动车过路口被右转小车撞倒，左腿骨折住院二十天，交警认定对方主责，对医药费和误工费的数额谈不拢。',
  },
  {
    stage: 'filed',
    type: '0602',
    region: '350802001',
    place: '东城街道',
    applicant: '王丽娟',
    respondent: '某装饰公司',
    amount: 68000,
    summary:
      '新房装修付了六成款，水电验收不合格要返工，装修公司要求先付下一笔款才肯动工，工期已经拖了两个月。',
  },
  {
    stage: 'filed',
    type: '15',
    region: '350802101',
    place: '适中镇',
    applicant: '谢文全',
    people: 20,
    summary:
      '村口石材加工厂白天粉尘很大，废水直接排到水圳，下游二十多户不敢用水浇菜，希望相关部门到现场看一看。',
  },
  {
    stage: 'filed',
    type: '0302',
    region: '350803102',
    place: '下洋镇中川村',
    applicant: '胡永兴',
    respondent: '胡永旺',
    summary: '邻居在土楼旁边新建四层楼房，挖地基后我家土墙出现裂缝，他说是老房子自己裂的，请求停工并做鉴定。',
  },
  {
    stage: 'filed',
    type: '19',
    region: '350803106',
    place: '湖坑镇土楼民宿',
    applicant: '周明',
    respondent: '某民宿',
    amount: 1680,
    summary: '国庆前在网上订了民宿两晚，到店说没有房间，只肯退房费不肯赔偿，因为临时找住处多花了一千多元。',
  },
  {
    stage: 'mediating',
    type: '0701',
    region: '350823101',
    place: '临城镇',
    applicant: '丘荣生',
    respondent: '温少华',
    amount: 85000,
    summary:
      '朋友三年前做生意借了八万五千元，写了借条，说好去年底还，现在只肯还本金不认利息，多次催要没有结果。',
  },
  {
    stage: 'accepted',
    type: '0403',
    region: '350823106',
    place: '古田镇',
    applicant: '傅金财',
    respondent: '赖石养',
    people: 9,
    summary:
      '上游把水圳改道灌自己的大棚，下游九户的晚稻缺水，村里调过一次，过了一周又改回去了，大家很有意见。',
  },
  {
    stage: 'filed',
    type: '0106',
    region: '350823202',
    place: '庐丰畲族乡',
    applicant: '蓝秋菊',
    respondent: '雷大伟',
    amount: 128000,
    summary:
      '订婚时收了彩礼十二万八千元，因为性格不合没有办酒席也没有登记，男方要求全部退还，两家为退多少争执不下。',
  },
  {
    stage: 'filed',
    type: '1202',
    region: '350824102',
    place: '岩前镇',
    applicant: '石东生',
    respondent: '某水泥制品厂',
    amount: 96000,
    summary:
      '在厂里操作搅拌机时右手受伤，鉴定为九级伤残，厂里只付了医药费，一次性补助金一直拖着，没有签劳动合同。',
  },
  {
    stage: 'filed',
    type: '0105',
    region: '350825100',
    place: '莲峰镇',
    applicant: '罗玉英',
    respondent: '罗建民',
    summary:
      '母亲生前立过一份代书遗嘱，把老店面留给照顾她的女儿，哥哥认为遗嘱没有按规定签名，不同意办理过户。',
  },
  {
    stage: 'filed',
    type: '1101',
    region: '350881001',
    place: '菁城街道',
    applicant: '陈阿土',
    respondent: '某医院',
    amount: 30000,
    summary:
      '老伴做白内障手术后视力反而下降，医院说是个体差异，我们想封存病历并请第三方鉴定，双方情绪都比较激动。',
  },
  {
    stage: 'filed',
    type: '16',
    region: '350881102',
    place: '永福镇',
    applicant: '苏庆年',
    people: 15,
    summary: '村里茶园流转租金已经两年没有公开，十几户村民要求看账，村干部说会计不在，一直没有给出明确答复。',
  },
];
