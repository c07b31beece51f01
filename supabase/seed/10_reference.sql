-- Reference data of every installation: channels, dispute types, state machine, clocks, limits. Idempotent: what an
-- administrator has changed since stays changed, except the state machine, which belongs to the release.

insert into app.settings (name, value, explanation) values
  ('consent_version', '"2026-11"', 'Version of the notice that the public agrees to when filing'),
  ('file_case_per_hour', '60', 'Filings from one address within an hour'),
  ('track_case_per_hour', '60', 'Wrong tracking codes from one address within an hour')
on conflict (name) do nothing;

insert into app.channels (code, name, name_en, sort) values
  ('party', '当事人申请', 'Application by a party', 1),
  ('grid', '网格员上报', 'Grid worker', 2),
  ('mediator', '调解员上报', 'Mediator', 3),
  ('elongyan', 'e龙岩转送', 'e-Longyan', 4),
  ('hotline', '12348推送', '12348 hotline', 5),
  ('court', '诉调对接', 'Court', 6),
  ('procuratorate', '检调对接', 'Procuratorate', 7),
  ('police', '公调对接', 'Police', 8),
  ('petition', '访调对接', 'Petition office', 9),
  ('labour', '裁调对接', 'Labour arbitration', 10),
  ('department', '行政部门推送', 'Department', 11)
on conflict (code) do nothing;

-- First level: the official statistics. Second level: the usual causes. Hints are plain words for the public.
insert into app.dispute_types (code, parent_code, name, name_en, hint, sort) values
  ('01', null, '婚姻家庭', 'Marriage and family', '离婚、抚养孩子、赡养老人、分家产、彩礼等家里的事', 1),
  ('02', null, '邻里', 'Neighbours', '噪音、采光、漏水、占道、宠物等邻居之间的事', 2),
  ('03', null, '房屋宅基地', 'House and homestead', '建房、宅基地边界、租房、卖房', 3),
  ('04', null, '山林土地', 'Forest and land', '山林、田地、水利的归属和使用', 4),
  ('05', null, '征地拆迁', 'Land taking and demolition', '征地、拆迁的补偿和安置', 5),
  ('06', null, '合同', 'Contracts', '买卖、承包、装修等说好的事没办到', 6),
  ('07', null, '债务借贷', 'Debts and loans', '借钱不还、欠款、担保', 7),
  ('08', null, '生产经营', 'Production and business', '合伙、承包经营、生意上的事', 8),
  ('09', null, '损害赔偿', 'Injury and damage', '打伤人、弄坏东西要赔偿', 9),
  ('10', null, '道路交通事故', 'Traffic accidents', '车祸的赔偿', 10),
  ('11', null, '医疗', 'Medical care', '看病治疗引起的争议', 11),
  ('12', null, '劳动争议', 'Labour', '拖欠工资、工伤、辞退', 12),
  ('13', null, '物业', 'Property management', '物业费、小区管理、停车', 13),
  ('14', null, '消费', 'Consumer affairs', '买到假货、退款、服务不好', 14),
  ('15', null, '环境污染', 'Pollution', '污水、油烟、粉尘、噪声污染', 15),
  ('16', null, '村务管理', 'Village affairs', '村里的账目、分红、补贴、选举', 16),
  ('17', null, '教育校园', 'Schools', '学生受伤、学校收费、培训退费', 17),
  ('18', null, '金融保险', 'Finance and insurance', '保险理赔、银行、理财', 18),
  ('19', null, '旅游', 'Tourism', '旅行社、景区、民宿', 19),
  ('20', null, '互联网电商', 'Internet and e-commerce', '网购、直播、网上平台', 20),
  ('21', null, '知识产权', 'Intellectual property', '商标、专利、著作权', 21),
  ('22', null, '涉军涉侨', 'Military and overseas Chinese', '涉及军人、军属或华侨的事', 22),
  ('23', null, '海事渔业', 'Maritime and fishery', '船舶、养殖、捕捞', 23),
  ('99', null, '其他', 'Other', '不知道属于哪一类，就选这个', 99),
  ('0101', '01', '离婚', 'Divorce', '', 1),
  ('0102', '01', '抚养', 'Child support and custody', '', 2),
  ('0103', '01', '赡养', 'Support of parents', '', 3),
  ('0104', '01', '分家析产', 'Division of family property', '', 4),
  ('0105', '01', '继承', 'Inheritance', '', 5),
  ('0106', '01', '彩礼', 'Betrothal gifts', '', 6),
  ('0107', '01', '家庭暴力', 'Domestic violence', '', 7),
  ('0201', '02', '噪声采光', 'Noise and daylight', '', 1),
  ('0202', '02', '渗漏排水', 'Leaks and drainage', '', 2),
  ('0203', '02', '通行占道', 'Right of way', '', 3),
  ('0204', '02', '口角打骂', 'Quarrels', '', 4),
  ('0301', '03', '宅基地边界', 'Homestead boundary', '', 1),
  ('0302', '03', '相邻建房', 'Building next door', '', 2),
  ('0303', '03', '房屋租赁', 'Tenancy', '', 3),
  ('0304', '03', '房屋买卖', 'Sale of a house', '', 4),
  ('0401', '04', '山林权属', 'Ownership of forest', '', 1),
  ('0402', '04', '土地承包', 'Land contracts', '', 2),
  ('0403', '04', '用水', 'Use of water', '', 3),
  ('0501', '05', '补偿标准', 'Compensation', '', 1),
  ('0502', '05', '安置', 'Resettlement', '', 2),
  ('0601', '06', '买卖合同', 'Sales contract', '', 1),
  ('0602', '06', '装修合同', 'Renovation contract', '', 2),
  ('0603', '06', '承揽合同', 'Work contract', '', 3),
  ('0701', '07', '民间借贷', 'Private loan', '', 1),
  ('0702', '07', '货款拖欠', 'Unpaid goods', '', 2),
  ('0901', '09', '人身伤害', 'Bodily injury', '', 1),
  ('0902', '09', '财物损坏', 'Damage to things', '', 2),
  ('1001', '10', '人身损害', 'Injury', '', 1),
  ('1002', '10', '车辆损失', 'Damage to a vehicle', '', 2),
  ('1101', '11', '诊疗损害', 'Harm by treatment', '', 1),
  ('1102', '11', '医疗费用', 'Medical fees', '', 2),
  ('1201', '12', '拖欠工资', 'Unpaid wages', '', 1),
  ('1202', '12', '工伤', 'Work injury', '', 2),
  ('1203', '12', '解除合同', 'Dismissal', '', 3),
  ('1204', '12', '社会保险', 'Social insurance', '', 4),
  ('1301', '13', '物业费', 'Management fees', '', 1),
  ('1302', '13', '停车管理', 'Parking', '', 2),
  ('1303', '13', '公共部位维修', 'Repair of shared parts', '', 3),
  ('1401', '14', '商品质量', 'Quality of goods', '', 1),
  ('1402', '14', '预付卡退费', 'Prepaid cards', '', 2)
on conflict (code) do nothing;

insert into app.duty_windows (opens, closes) values ('08:00', '12:00'), ('14:30', '17:30') on conflict (opens) do nothing;

insert into app.deadline_policies (stage, type_code, channel, grade, amount, unit, basis) values
  ('accept', null, null, null, 1, 'workday', '本市规定：收到申请后 1 个工作日内受理或答复'),
  ('accept', null, null, 'red', 2, 'workhour', '本市规定：红色案件 2 个工作小时内受理'),
  ('dispatch', null, null, null, 1, 'workday', '本市规定：受理后 1 个工作日内分派'),
  ('dispatch', null, null, 'red', 2, 'workhour', '本市规定：红色案件 2 个工作小时内分派'),
  ('sign', null, null, null, 1, 'workday', '本市规定：1 个工作日内签收'),
  ('sign', null, null, 'red', 2, 'workhour', '本市规定：红色案件 2 个工作小时内签收'),
  ('contact', null, null, null, 2, 'workday', '本市规定：2 个工作日内首次联系当事人'),
  ('contact', null, null, 'red', 6, 'workhour', '本市规定：红色案件当日联系当事人'),
  ('mediate', null, null, null, 1, 'month', '人民调解工作若干规定：一般在一个月内调结'),
  ('mediate', '10', null, null, 10, 'day', '道路交通事故处理：损害赔偿调解期限 10 日'),
  ('mediate', '11', null, null, 30, 'workday', '医疗纠纷预防和处理条例：自受理起 30 个工作日'),
  ('mediate', '12', null, null, 15, 'day', '劳动争议调解仲裁法第十四条：15 日内达成协议'),
  ('close', null, null, null, 1, 'workday', '本市规定：形成结果后 1 个工作日内反馈并结案')
on conflict on constraint deadline_policies_unique do nothing;

insert into app.transitions (from_status, verb, to_status, who, sort) values
  (null, 'file_case', 'submitted', 'public', 0),
  ('submitted', 'accept_case', 'accepted', 'desk', 10),
  ('submitted', 'answer_case', 'answered', 'desk', 50),
  ('accepted', 'dispatch_case', 'dispatched', 'desk', 20),
  ('accepted', 'answer_case', 'answered', 'desk', 50),
  ('dispatched', 'assign_mediator', 'received', 'lead', 10),
  ('dispatched', 'return_case', 'accepted', 'lead', 60),
  ('received', 'log_session', 'mediating', 'mediator', 10),
  ('received', 'assign_mediator', 'received', 'lead_desk', 40),
  ('received', 'assign_mediator', 'received', 'mediator', 40),
  ('mediating', 'log_session', 'mediating', 'mediator', 10),
  ('mediating', 'conclude_case', 'agreed', 'mediator', 20),
  ('mediating', 'conclude_case', 'failed', 'mediator', 20),
  ('mediating', 'assign_mediator', 'mediating', 'lead_desk', 40),
  ('mediating', 'assign_mediator', 'mediating', 'mediator', 40),
  ('agreed', 'close_case', 'closed', 'desk', 10),
  ('failed', 'close_case', 'closed', 'desk', 10),
  ('answered', 'close_case', 'closed', 'desk', 10)
on conflict on constraint transitions_unique do update set sort = excluded.sort;
