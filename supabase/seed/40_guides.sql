-- Self-help guides by dispute type, in everyday language. The articles were chosen by what they regulate; an
-- administrator of the city must check them against the text in force and enter the date of the review. Until then the
-- page says that nobody has. The cases are invented.
-- Idempotent: changes by an administrator are kept.
-- @court and @month are placeholders for lines that are the same for many types.

insert into app.guides (type_code, locale, title, summary, happens, duration, prepare, articles, elsewhere, examples, source)
select g.type_code, g.locale, g.title, g.summary, trim(g.happens, E'\n'),
  replace(trim(g.duration, E'\n'), '@month', case g.locale when 'en'
    then E'Mediation by a people’s mediation committee usually ends within one month; both sides may agree to more time.\nAfter an agreement both sides together have 30 days from the day it takes effect to ask the court to confirm it.'
    else E'人民调解一般在一个月内有结果；双方都同意，可以延长。\n达成协议以后，双方可以在协议生效之日起三十日内一起向法院申请司法确认。' end),
  trim(g.prepare, E'\n'),
  trim(g.articles, E'\n') || case g.locale when 'en'
    then E'\nPeople’s Mediation Law, Arts. 4 and 23｜Mediation is free; you may choose the mediator, refuse, or stop at any time.\nPeople’s Mediation Law, Arts. 31 and 33｜An agreement binds both sides; once the court has confirmed it, it can be enforced.'
    else E'\n《人民调解法》第四条、第二十三条｜人民调解不收费；可以选调解员，可以不接受调解，也可以随时停止。\n《人民调解法》第三十一条、第三十三条｜调解协议对双方有约束力；经法院确认有效以后，一方不履行，可以申请强制执行。' end,
  replace(trim(g.elsewhere, E'\n'), '@court', case g.locale when 'en'
    then 'People’s court: bring a suit｜usually three years from when you knew, or should have known, of the harm and who owes｜Civil Code, Art. 188'
    else '人民法院：起诉｜一般是三年，从知道或者应当知道权利受到损害以及义务人之日起算｜《民法典》第一百八十八条' end),
  trim(g.examples, E'\n'),
  case g.locale when 'en' then 'The articles named; people’s mediation within a month: Provisions on the Work of People’s Mediation (Ministry of Justice Order 75), Art. 33. Check the text in force in the national database of laws.'
    else '所列法律条文；人民调解一个月：《人民调解工作若干规定》（司法部令第75号）第三十三条。以国家法律法规数据库现行有效文本为准。' end
from (values
('01', 'zh-CN', '离婚、孩子、老人、分家产、彩礼', '家里的事先坐下来谈：孩子跟谁、钱怎么出、东西怎么分，谈好了可以写下来。有家暴的，先保证安全。', $$
调解员一般先分别听双方说，再一起谈。
谈的多是三件事：孩子由谁带、每月给多少；老人谁照顾、钱怎么分摊；财产和彩礼怎么分、怎么还。
协议离婚要双方自己到婚姻登记机关办理，调解组织不能代替。
有打骂、威胁的，不会硬把双方叫到一起。先打 110，也可以向法院申请人身安全保护令。
$$, $$
@month
协议离婚：提出登记申请以后有三十日冷静期，期满后三十日内要双方亲自去领证。
人身安全保护令：法院受理后七十二小时内决定，情况紧急的二十四小时内决定。
$$, $$
身份证、户口簿、结婚证
孩子的出生证明、上学和看病的花费
工资、存款、房屋等收入和财产的材料
彩礼、借款的转账记录，介绍人或亲戚的说明
受伤的照片、病历、报警回执（如果有家暴）
$$, $$
《民法典》第一千零七十六条、第一千零七十七条｜自愿离婚要订书面协议并亲自登记；登记申请后三十日内任何一方可以撤回。
《民法典》第一千零七十九条｜一方要求离婚的，可以由有关组织调解，也可以直接向法院起诉。
《民法典》第一千零八十四条、第一千零八十五条｜离婚后父母对子女仍有抚养、教育、保护的权利和义务；不直接抚养的一方应当负担抚养费。
《民法典》第一千零六十七条｜父母不抚养、成年子女不赡养的，未成年或不能独立生活的子女、缺乏劳动能力或生活困难的父母可以要求给付。
《民法典》第一千零八十七条｜离婚时夫妻共同财产由双方协议处理；协议不成由法院判决，照顾子女、女方和无过错方。
《反家庭暴力法》第二十三条、第二十八条｜遭受家庭暴力或者面临现实危险的，可以申请人身安全保护令。
$$, $$
婚姻登记机关：协议离婚｜双方都同意时，随时｜《民法典》第一千零七十六条
人民法院：起诉离婚，要抚养费、赡养费，分财产｜离婚和抚养费、赡养费的请求不适用诉讼时效｜《民法典》第一百九十六条、第一千零七十九条
人民法院：人身安全保护令｜有危险就可以申请｜《反家庭暴力法》第二十三条
派出所 110、妇联 12338｜随时｜《反家庭暴力法》第十三条
$$, $$
三个子女谁来赡养母亲｜母亲七十八岁，三个子女为轮流照顾和药费争了两年，谁也不肯先出钱。｜调解员把每月花费一项项列出来，三人约定按月各出一份、轮流照顾，写成书面协议，第一个月当场付清。
$$),
('01', 'en', 'Divorce, children, parents, family property, betrothal gifts', 'Sit down first: where the children live, who pays what, how things are divided. If there is violence, get to safety first.', $$
The mediator usually hears each side alone and then both together.
Most talks are about three things: custody and monthly support; who cares for parents and how the cost is shared; property and betrothal gifts.
A divorce by agreement must be registered by both spouses in person; mediation does not replace that.
Where there are blows or threats nobody is made to sit with the other side. Call 110; the court can issue a protection order.
$$, $$
@month
Divorce by agreement: a cooling-off period of 30 days after the application, then 30 days in which both must fetch the certificate in person.
Protection order: the court decides within 72 hours, in urgent cases within 24.
$$, $$
Identity cards, household register, marriage certificate
Birth certificates, what school and doctors cost
Papers on income, savings and housing
Transfers of betrothal gifts or loans, message of the go-between or relatives
Photos of injuries, medical records, the receipt of a police call, if there was violence
$$, $$
Civil Code, Arts. 1076 and 1077｜Divorce by agreement needs a written agreement and registration in person; either may withdraw within 30 days.
Civil Code, Art. 1079｜Who wants a divorce may be helped by mediation or go straight to court.
Civil Code, Arts. 1084 and 1085｜Both parents keep their duties after a divorce; the one without custody pays support.
Civil Code, Art. 1067｜Children, and parents in need, may claim support.
Civil Code, Art. 1087｜Common property is divided by agreement; failing that by the court.
Anti-Domestic Violence Law, Arts. 23 and 28｜Who suffers or faces violence may ask for a protection order.
$$, $$
Marriage registry: divorce by agreement｜at any time when both agree｜Civil Code, Art. 1076
People’s court: divorce, support, property｜no limitation for divorce and for claims of support｜Civil Code, Arts. 196 and 1079
People’s court: protection order｜as soon as there is danger｜Anti-Domestic Violence Law, Art. 23
Police 110, women’s federation 12338｜at any time｜Anti-Domestic Violence Law, Art. 13
$$, $$
Three children and their mother｜A mother of 78; the three had argued for two years over turns and the cost of medicine.｜The mediator listed each monthly cost; they agreed on equal shares and turns in writing and paid the first month at once.
$$),
('02', 'zh-CN', '噪音、采光、漏水、占道、宠物', '邻居要长期处下去。多数问题到现场看一看、量一量，就能谈出办法。', $$
调解员一般会到现场看，请双方各说各的。
先把正在发生的问题停下来，比如先修漏水、先把路让出来，再谈赔多少。
原因说不清的漏水、裂缝，可以商量一起找人查，费用怎么出先说好。
$$, $$
@month
$$, $$
照片、视频，写上日期
漏水或损坏的修理单、报价单
房产证或者宅基地材料、规划图（和采光、通行有关时）
物业或者村（居）委会来看过的记录
$$, $$
《民法典》第二百八十八条｜邻居之间按照有利生产、方便生活、团结互助、公平合理的原则处理。
《民法典》第二百九十条、第二百九十一条｜用水、排水和必要的通行，邻居应当提供便利。
《民法典》第二百九十三条｜建房不得妨碍邻居的通风、采光和日照。
《民法典》第二百九十四条、第二百九十六条｜不得违规排放噪声等；利用相邻不动产应当尽量避免造成损害。
《民法典》第一千二百四十五条｜饲养的动物伤人，饲养人一般要承担责任。
$$, $$
@court
社区、物业、村（居）委会｜随时｜
派出所 110（正在吵闹、打架）｜随时｜
城市管理、自然资源等部门（违法搭建）｜发现就可以反映｜
$$, $$
楼上漏水三个月｜楼上卫生间漏水，楼下天花板起皮。楼上说自己没用水，楼下说赔了再谈。｜双方同意各出一半请人检测，查出是楼上防水老化。楼上十天内修好，赔楼下粉刷费，分两次付清。
$$),
('02', 'en', 'Noise, daylight, leaks, right of way, pets', 'Neighbours stay neighbours. Looking and measuring on the spot settles most of it.', $$
The mediator usually comes to look and hears both sides.
First what goes on is stopped: the leak is mended, the path cleared; then comes who pays how much.
If nobody knows where water or cracks come from, both may have it examined; agree on the cost beforehand.
$$, $$
@month
$$, $$
Photos and videos with their dates
Bills or offers for repairs
Title papers or plans, when it is about light or a path
Notes of the property manager or the committee who came to look
$$, $$
Civil Code, Art. 288｜Neighbours deal with each other so that life is easy, fair, and each helps the other.
Civil Code, Arts. 290 and 291｜Water, drainage and necessary passage must be made possible.
Civil Code, Art. 293｜A building must not take the neighbour’s air and light.
Civil Code, Arts. 294 and 296｜No unlawful noise or discharge; avoid harm to the neighbour’s property.
Civil Code, Art. 1245｜Who keeps an animal usually answers for whom it hurts.
$$, $$
@court
Community, property manager, village or residents’ committee｜at any time｜
Police 110, when there is a row｜at any time｜
Urban management or natural resources, for unlawful building｜as soon as you see it｜
$$, $$
Three months of leaking｜Water from the bathroom above spoils a ceiling. Above they say it is not them; below they want money first.｜Both paid half of an examination; the seal above was old. It was mended in ten days and the painting paid in two parts.
$$),
('03', 'zh-CN', '建房、宅基地边界、租房、卖房', '边界看证、看现场；租房卖房看合同。先弄清楚凭据，再谈怎么办。', $$
宅基地边界：调解员会请村里老人、自然资源部门的人一起到现场指界。
建房影响邻居：一般先停工商量，再谈怎么改、怎么补。
租房：多是押金、修理、提前退租的事，按合同和实际损失谈。
土地权属谁也说不清的，调解不成要由政府处理，不能直接打民事官司。
$$, $$
@month
土地权属争议：对政府的处理决定不服，接到通知之日起三十日内可以向法院起诉。
$$, $$
不动产权证、宅基地批准书、老地契
规划许可、图纸、现场照片
租房或买卖合同、付款记录、押金收条
交房时的照片、水电表读数
$$, $$
《土地管理法》第十四条｜土地所有权和使用权争议先协商；协商不成，由人民政府处理；不服的三十日内起诉。
《土地管理法》第六十二条｜农村村民一户只能拥有一处宅基地。
《民法典》第二百九十二条、第二百九十三条｜建造、修缮要用邻居土地、建筑的应当提供便利；不得妨碍通风、采光、日照。
《民法典》第七百一十二条、第七百一十三条｜出租人一般负责维修；没有维修的，承租人可以自行维修，费用由出租人负担。
《民法典》第七百二十五条｜租期内房屋卖给别人，租赁合同照样有效。
$$, $$
人民政府：土地权属处理｜协商不成就可以申请｜《土地管理法》第十四条
@court
住房和城乡建设、自然资源部门｜发现违法建设就可以反映｜
$$, $$
屋檐伸过了界｜两户翻建，屋檐滴水落在邻居院里，双方都说线在自己这边。｜村里和国土人员按证上的尺寸重新放线，一方把屋檐收回二十厘米、装水槽，另一方让出施工的过道。
$$),
('03', 'en', 'Building, homestead boundary, renting, selling a house', 'For boundaries look at papers and the ground; for leases and sales at the contract.', $$
Boundary: the mediator goes there with elders and the office of natural resources.
Building next door: work usually pauses while both talk about changes and money.
Renting: mostly deposit, repairs and leaving early, by contract and real loss.
When nobody can tell whose land it is and mediation fails, the government decides first; a civil suit is not open.
$$, $$
@month
Ownership of land: against the government’s decision you may go to court within 30 days of notice.
$$, $$
Title, permit for the homestead, old deeds
Building permit, plans, photos of the place
Lease or sale contract, payments, receipt of the deposit
Photos and meters at hand-over
$$, $$
Land Administration Law, Art. 14｜Ownership and use of land: talk first, then the government decides, then court within 30 days.
Land Administration Law, Art. 62｜One rural household, one homestead.
Civil Code, Arts. 292 and 293｜Let the neighbour build and repair; do not take air and light.
Civil Code, Arts. 712 and 713｜The landlord repairs; if not, the tenant may, at the landlord’s cost.
Civil Code, Art. 725｜A sale does not break the lease.
$$, $$
Government: decision on ownership of land｜once talks have failed｜Land Administration Law, Art. 14
@court
Housing or natural resources office｜as soon as you see unlawful building｜
$$, $$
Eaves across the line｜Two rebuilt houses; the eaves drip into the other yard and each puts the line elsewhere.｜The line was measured by the papers; the eaves went back 20 cm with a gutter, and the neighbour let the builders through.
$$),
('04', 'zh-CN', '山林、田地、水利', '先看证和承包合同，再到山上地里指界。权属说不清的，由政府处理。', $$
调解员一般约双方带着证和合同，到现场指认四至。
承包地被占、流转费没给、地界被挪，多数能在村里谈好。
林权、土地权属谁都拿不出清楚的证，调解不成，要请政府作出处理决定。
争议没有解决前，谁也不要砍树、挖地、改变现状。
$$, $$
@month
农村土地承包仲裁：自知道或者应当知道权利被侵害之日起二年内申请。
对政府的林木、林地权属处理决定不服，接到决定之日起三十日内可以起诉。
$$, $$
林权证、不动产权证、土地承包经营权证
承包合同、流转合同、付款记录
老的山林清册、契约、协议书
四至照片、知情老人的姓名
$$, $$
《土地管理法》第十四条｜土地权属争议由当事人协商解决；协商不成，由人民政府处理。
《森林法》第二十二条｜单位之间的林木、林地权属争议由县级以上人民政府处理；个人之间、个人与单位之间由乡镇或县级人民政府处理。
《农村土地承包法》第五十五条｜土地承包经营纠纷可以协商、请村委会或乡镇调解，也可以仲裁或者起诉。
《农村土地承包经营纠纷调解仲裁法》第十八条｜申请仲裁的时效期间为二年。
《民法典》第二百九十条｜对自然流水的利用应当合理分配，排放应当尊重自然流向。
$$, $$
农村土地承包仲裁委员会｜二年｜《农村土地承包经营纠纷调解仲裁法》第十八条
乡镇或县级人民政府：权属处理｜协商不成就可以申请；不服处理决定三十日内起诉｜《森林法》第二十二条、《土地管理法》第十四条
@court
$$, $$
水渠改道断了水｜上游挖鱼塘改了渠，下游三亩田插不了秧。｜调解员和水利员到现场定下放水时间，上游十五天内把渠修回，今年少收的稻谷按当地平均产量补给下游。
$$),
('04', 'en', 'Forest, fields, water', 'Papers and contracts first, then the ground. Where nobody has clear papers the government decides.', $$
The mediator usually walks the boundary with both and their papers.
Occupied fields, unpaid rent, moved stones are mostly settled in the village.
When nobody has clear papers and mediation fails, ask the government for a decision.
Until then nobody fells, digs or changes anything.
$$, $$
@month
Arbitration on rural land contracts: within two years of when you knew, or should have known.
Against a government decision on forest you may go to court within 30 days of receiving it.
$$, $$
Forest or land certificates, certificate of the contracted land
Contracts and payments
Old registers, deeds, agreements
Photos of the boundary, names of elders who know
$$, $$
Land Administration Law, Art. 14｜Ownership and use of land: talk first, then the government decides.
Forest Law, Art. 22｜Between units the county or above decides; where individuals are involved, township or county.
Rural Land Contracting Law, Art. 55｜Talk, mediation by village or township, arbitration or suit.
Law on Mediation and Arbitration of Rural Land Contract Disputes, Art. 18｜Two years to apply for arbitration.
Civil Code, Art. 290｜Running water is shared fairly and drained the way it flows.
$$, $$
Rural land contract arbitration｜two years｜Law on Mediation and Arbitration of Rural Land Contract Disputes, Art. 18
Township or county government: decision on ownership｜once talks have failed; court within 30 days of the decision｜Forest Law, Art. 22; Land Administration Law, Art. 14
@court
$$, $$
A ditch moved｜A fish pond upstream moved the ditch; three mu below stayed dry.｜Hours for the water were fixed on the spot, the ditch restored in 15 days, the lost rice paid by the local average.
$$),
('05', 'zh-CN', '征地、拆迁的补偿和安置', '先看公告和补偿方案，期限很要紧：对决定不服，要在规定时间内复议或者起诉。', $$
和征收单位之间：补偿标准、面积、安置可以协商，签了补偿协议照协议办。
家里人之间怎么分补偿款：这是民事纠纷，最适合调解。
征收决定、补偿决定是行政行为，调解不能改，也不会让复议、起诉的期限停下来。
$$, $$
@month
行政复议：自知道该行政行为之日起六十日内申请（法律规定更长的除外）。
行政诉讼：自知道或者应当知道作出行政行为之日起六个月内直接起诉（法律另有规定的除外）。
$$, $$
征收公告、补偿安置方案、现状调查表
房屋和土地的证、测量图、照片
评估报告、补偿协议
家里人口、分家的材料（分补偿款时）
$$, $$
《土地管理法》第四十七条、第四十八条｜征收前要公告征地范围、补偿标准等并听取意见；补偿应当公平合理，保障原有生活水平不降低。
《国有土地上房屋征收与补偿条例》第十四条、第二十六条｜对征收决定、补偿决定不服，可以复议，也可以起诉。
《行政复议法》第二十条｜自知道或者应当知道行政行为之日起六十日内可以申请复议。
《行政诉讼法》第四十六条｜直接起诉的，六个月内提出，法律另有规定的除外。
$$, $$
行政复议机关｜六十日｜《行政复议法》第二十条
人民法院：行政诉讼｜六个月｜《行政诉讼法》第四十六条
人民法院：家里人分补偿款｜一般是三年｜《民法典》第一百八十八条
12348 咨询、法律援助｜随时｜
$$, $$
兄弟分补偿款｜老屋被征收，补偿款打给了大哥，弟弟说父亲分家时自己也有份。｜调解员找到分家单，双方按各自的间数分，大哥先付一半，三个月内付清。
$$),
('05', 'en', 'Compensation for land and houses taken', 'Read the notice and the plan. Mind the dates: review and suit have short limits.', $$
With the authority: compensation, area and resettlement may be negotiated; a signed agreement holds.
Within the family: how to share the money is a civil dispute, and mediation fits best.
Decisions of the authority are administrative acts: mediation neither changes them nor stops the limits for review and suit.
$$, $$
@month
Administrative review: within 60 days of when you knew of the act, unless a law gives longer.
Administrative suit: within six months of when you knew, or should have known, unless a law says otherwise.
$$, $$
Notice, plan of compensation, survey sheet
Titles, measurements, photos
Valuation, agreement on compensation
Household and division papers, when the family shares the money
$$, $$
Land Administration Law, Arts. 47 and 48｜Notice and hearing before; fair compensation that keeps the standard of living.
Regulation on Expropriation of Houses on State-owned Land, Arts. 14 and 26｜Review or suit against the decisions.
Administrative Reconsideration Law, Art. 20｜60 days to ask for review.
Administrative Litigation Law, Art. 46｜Six months for a direct suit unless a law says otherwise.
$$, $$
Review authority｜60 days｜Administrative Reconsideration Law, Art. 20
People’s court: administrative suit｜six months｜Administrative Litigation Law, Art. 46
People’s court: sharing within the family｜usually three years｜Civil Code, Art. 188
12348: advice, legal aid｜at any time｜
$$, $$
Two brothers share｜The money for the old house went to the elder; the younger says the father had divided it.｜The old division paper turned up; they shared by rooms, half at once, the rest in three months.
$$),
('06', 'zh-CN', '买卖、承包、装修等说好的事没办到', '合同怎么写的、做到了哪一步、损失有多少：三件事说清楚，就好谈。', $$
调解员一般先对合同和付款，再看做得怎么样。
能继续做的，谈什么时候做完；不能做的，谈退多少、赔多少。
违约金写得过高或者过低，可以商量调整。
$$, $$
@month
$$, $$
合同、报价单、聊天记录
付款凭证、收货单、验收单
质量问题的照片、检测报告
因此多花的钱的票据
$$, $$
《民法典》第五百零九条｜应当按照约定全面履行自己的义务。
《民法典》第五百六十三条｜对方迟延履行、经催告后仍不履行等情形，可以解除合同。
《民法典》第五百七十七条｜不履行或者履行不合约定，应当继续履行、补救或者赔偿。
《民法典》第五百八十四条、第五百八十五条｜赔偿相当于违约造成的损失；违约金过高或过低可以请求调整。
$$, $$
@court
仲裁委员会｜合同里写了仲裁条款时；一般也是三年｜《民法典》第一百九十八条
市场监督管理 12315（向商家买东西时）｜随时｜
$$, $$
装修拖了半年｜预付八成，师傅做到一半去了别的工地，业主要全退。｜双方按已完成的部分算账，师傅退回三万元，业主另找人做完，互不再追究。
$$),
('06', 'en', 'Sales, works, renovation: not done as promised', 'What was agreed, how far it was done, what was lost: with these three clear, talks are easy.', $$
The mediator first checks contract and payments, then the work.
What can go on gets a date; what cannot is settled by refund and damages.
A penalty too high or too low can be adjusted.
$$, $$
@month
$$, $$
Contract, offer, messages
Payments, delivery and acceptance notes
Photos of defects, test reports
Bills for extra cost
$$, $$
Civil Code, Art. 509｜Contracts are performed in full as agreed.
Civil Code, Art. 563｜Serious delay after a reminder, and other cases, allow to end the contract.
Civil Code, Art. 577｜Who does not perform goes on, mends or pays damages.
Civil Code, Arts. 584 and 585｜Damages equal the loss; penalties may be adjusted.
$$, $$
@court
Arbitration commission｜if the contract says so; usually three years as well｜Civil Code, Art. 198
Market supervision 12315, for goods bought from a shop｜at any time｜
$$, $$
A renovation stuck for half a year｜Eighty per cent were paid, the builder left for another site, the owner wanted all back.｜They counted what was done; 30,000 yuan came back and somebody else finished.
$$),
('07', 'zh-CN', '借钱不还、欠款、担保', '有没有借、还了多少、利息怎么算。凭据清楚的，多数谈成分期还。', $$
调解员先帮双方对账：本金、已还、利息。
手头紧的，谈分期：每月几号还多少，逾期怎么办。
替人担保的，先看保证期间过了没有。
谈成以后去法院申请司法确认，对方不还就可以强制执行。
$$, $$
@month
$$, $$
借条、欠条、合同
转账记录、收条
催款的短信、微信（能说明时效没有过）
对方的身份信息、电话
$$, $$
《民法典》第六百七十五条、第六百七十六条｜应当按约定期限还款；逾期的支付逾期利息。
《民法典》第六百七十九条｜自然人之间的借款合同，自提供借款时成立。
《民法典》第六百八十条｜禁止高利放贷；没有约定利息的，视为没有利息。
《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》第二十五条｜约定利率以合同成立时一年期贷款市场报价利率四倍为限。
《民法典》第六百九十二条｜没有约定保证期间的，为主债务履行期限届满之日起六个月。
$$, $$
@court
人民法院：支付令｜金钱债务清楚、能送达对方时｜《民事诉讼法》第二百二十五条
派出所（暴力催收、诈骗）｜随时｜
$$, $$
借给工友两万元｜没写借条，只有微信转账。工友说是合伙的钱。｜聊天里有“下个月还你”，双方认了借款，分十个月还清，做了司法确认。
$$),
('07', 'en', 'Loans not paid back, debts, guarantees', 'Was it lent, what was paid, what interest. With clear papers most agree on instalments.', $$
The mediator first settles the account: principal, paid, interest.
Who is short of money gets instalments: how much on which day, and what if not.
For a guarantor, look first whether the guarantee has run out.
Have the agreement confirmed by the court: then it can be enforced.
$$, $$
@month
$$, $$
Note of debt, contract
Transfers, receipts
Reminders by message: they show that the limitation has not run out
Who the other side is, and the telephone number
$$, $$
Civil Code, Arts. 675 and 676｜Loans are paid back in time, with interest for delay.
Civil Code, Art. 679｜Between individuals a loan is made when the money is handed over.
Civil Code, Art. 680｜No usury; without a word on interest there is none.
Supreme People’s Court, Provisions on Private Lending, Art. 25｜At most four times the one-year loan prime rate at the time of the contract.
Civil Code, Art. 692｜Without an agreed term a guarantee lasts six months after the debt falls due.
$$, $$
@court
People’s court: order for payment｜when the debt is clear and can be served｜Civil Procedure Law, Art. 225
Police, for violence or fraud｜at any time｜
$$, $$
20,000 yuan for a workmate｜No note, only a transfer; the workmate says it was a partnership.｜A message said “I pay you next month”; it was paid in ten parts, and the court confirmed the agreement.
$$),
('08', 'zh-CN', '合伙、承包经营、生意上的事', '先把账对清楚，再谈谁退出、谁接手、亏赚怎么分。', $$
多是合伙散伙、货款、承包经营的事。
调解员会请双方把账本、流水对一遍，有分歧的单列出来。
账太乱的，可以一起请会计对账，费用先说好。
$$, $$
@month
$$, $$
合伙协议、章程、承包合同
账本、银行流水、进货和销售单
谁出了多少钱的凭证
$$, $$
《民法典》第九百六十七条｜合伙合同是为了共同的事业，共享利益、共担风险的协议。
《民法典》第九百七十二条｜利润分配和亏损分担按约定；没有约定的协商，再按出资比例，还不能确定的平均。
《民法典》第九百七十三条｜合伙人对合伙债务承担连带责任。
《民法典》第九百七十六条｜没有约定合伙期限的，可以随时解除，但应当在合理期限前通知对方。
$$, $$
@court
仲裁委员会｜合同里写了仲裁条款时｜《民法典》第一百九十八条
商会、行业协会调解组织｜随时｜
$$, $$
两人合开的小吃店｜一人管店一人出钱，半年后互相说对方拿了钱。｜对完流水，出资人退出，管店的人分六期退回本金，店里欠的货款由接手的人付。
$$),
('08', 'en', 'Partnerships, operating contracts, business', 'Settle the account first, then who leaves, who takes over, how gain and loss are shared.', $$
Mostly partnerships that end, unpaid goods, operating contracts.
The mediator has both go through books and bank records and lists what is disputed.
If the books are a mess, hire an accountant together; agree on the cost first.
$$, $$
@month
$$, $$
Partnership or operating contract
Books, bank records, purchases and sales
Proof of who put in what
$$, $$
Civil Code, Art. 967｜A partnership shares gains and risks of a common business.
Civil Code, Art. 972｜Shares as agreed; else by talks, by contributions, or equally.
Civil Code, Art. 973｜Partners are jointly liable for debts.
Civil Code, Art. 976｜Without a term a partner may leave at any time after fair notice.
$$, $$
@court
Arbitration commission｜if the contract says so｜Civil Code, Art. 198
Mediation of the chamber of commerce or trade association｜at any time｜
$$, $$
A snack bar of two｜One ran it, one paid; after half a year each accused the other.｜With the account clear one left, the other pays the money back in six parts and takes over the debts.
$$),
('09', 'zh-CN', '打伤人、弄坏东西要赔偿', '先治伤，留好票据。赔多少按票据和责任谈。', $$
有人受伤先看病，严重的先报警。
调解员帮双方分清责任：谁先动手、各有几分错。
赔偿一项项算：医疗费、误工费、护理费、交通费等。
伤情要做鉴定的，等鉴定出来再谈，期间时限暂停。
$$, $$
@month
做伤情或者伤残鉴定的时间不算在内。
$$, $$
病历、诊断证明、医疗费票据
请假扣工资的证明、护理和交通的票据
报警回执、派出所的笔录编号
现场照片、视频、在场人的姓名
损坏东西的购买和修理票据
$$, $$
《民法典》第一千一百六十五条｜因过错侵害他人权益造成损害的，应当承担责任。
《民法典》第一千一百七十九条｜人身损害赔医疗、护理、交通、营养、住院伙食补助等费用和误工减少的收入；残疾的赔辅助器具费和残疾赔偿金。
《民法典》第一千一百八十四条｜财产损失按损失发生时的市场价格或者其他合理方式计算。
《民法典》第一千一百八十八条｜孩子等造成损害的，由监护人承担责任。
《民法典》第一千一百九十八条｜经营场所等没有尽到安全保障义务的，应当承担责任。
$$, $$
@court
公安机关：治安调解、立案｜尽快报警｜
12348 法律援助（人身损害符合条件时）｜随时｜《法律援助法》第三十一条
$$, $$
打球撞断了手｜两个中学生抢球，一人手腕骨折，家长争谁负责。｜分清是正常对抗，对方家长按公平补偿一部分医疗费，其余走学校保险。
$$),
('09', 'en', 'Injury and damage', 'See a doctor first and keep the bills. What is paid follows from bills and fault.', $$
Treat the injured first; if it is serious, call the police.
The mediator helps to share the fault: who began, who did what.
Damages are counted one by one: treatment, lost wages, care, travel.
If an expert must judge the injury, the talks and their clock wait.
$$, $$
@month
Time for an expert opinion does not count.
$$, $$
Medical records and bills
Proof of lost wages, care and travel
Receipt of the police call
Photos, videos, names of those who saw it
Bills for what was broken
$$, $$
Civil Code, Art. 1165｜Who harms others by fault is liable.
Civil Code, Art. 1179｜Injury: treatment, care, travel, food, lost income; disability: aids and compensation.
Civil Code, Art. 1184｜Damage to things by the market price at the time.
Civil Code, Art. 1188｜Guardians answer for children.
Civil Code, Art. 1198｜Places open to the public must be safe.
$$, $$
@court
Police｜as soon as possible｜
12348: legal aid for injuries, if you qualify｜at any time｜Legal Aid Law, Art. 31
$$, $$
A broken wrist at ball｜Two pupils ran for the ball; the parents argued.｜It was fair play; the other family paid part of the treatment, the school’s insurance the rest.
$$),
('10', 'zh-CN', '车祸的赔偿', '先有事故认定书，再谈赔偿；保险公司一起来谈最快。', $$
先报警、救人、通知保险公司。
拿到事故认定书以后，按责任和票据谈。
调解员一般请保险公司一起到场，能赔的当场算清。
伤还没好的，可以先垫医疗费，其余等治疗结束再谈。
$$, $$
交警调解损害赔偿：十日。
@month
对事故认定不服：收到认定书之日起三日内可以申请复核。
$$, $$
事故认定书
驾驶证、行驶证、交强险和商业险保单
病历、票据、误工证明、伤残鉴定
修车的定损单和发票
$$, $$
《道路交通安全法》第七十四条｜赔偿争议可以请交警调解，也可以直接起诉。
《道路交通安全法》第七十六条｜先由交强险赔；不足的按各方过错分担。
《民法典》第一千二百一十三条｜先交强险，再商业险，还不足的由侵权人赔。
《道路交通安全法实施条例》第九十四条｜请交警调解的，各方一致、收到认定书之日起十日内书面申请。
《道路交通事故处理程序规定》第七十一条｜对认定有异议，三日内申请复核。
$$, $$
交警部门：申请调解｜收到认定书之日起十日内，各方一致申请｜《道路交通安全法实施条例》第九十四条
上一级交警部门：复核｜三日｜《道路交通事故处理程序规定》第七十一条
@court
$$, $$
电动车撞了老人｜老人住院二十天，电动车没有保险，双方为护理费争执。｜按认定书主次责任七三分，护理费按当地护工价，分三次付清。
$$),
('10', 'en', 'Compensation after a traffic accident', 'First the accident report, then the talks; with the insurer at the table it goes fastest.', $$
Call the police, help the injured, tell the insurer.
With the accident report in hand, fault and bills decide.
The mediator usually invites the insurer; what is clear is counted at once.
While somebody is still in treatment, costs may be advanced and the rest settled later.
$$, $$
Mediation of damages by the traffic police: ten days.
@month
Against the report you may ask for review within three days of receiving it.
$$, $$
Accident report
Licences and insurance policies
Medical records and bills, lost wages, disability report
Repair estimate and invoice
$$, $$
Road Traffic Safety Law, Art. 74｜Ask the traffic police to mediate, or go to court.
Road Traffic Safety Law, Art. 76｜Compulsory insurance first, then by fault.
Civil Code, Art. 1213｜Compulsory insurance, commercial insurance, then the person liable.
Implementing Regulation of the Road Traffic Safety Law, Art. 94｜All sides ask in writing within ten days of the report.
Procedure for Road Traffic Accidents, Art. 71｜Three days to ask for review of the report.
$$, $$
Traffic police: mediation｜within ten days of the report, all sides together｜Implementing Regulation of the Road Traffic Safety Law, Art. 94
Traffic police of the level above: review｜three days｜Procedure for Road Traffic Accidents, Art. 71
@court
$$, $$
An e-bike hits an old man｜Twenty days in hospital, no insurance, a quarrel about the cost of care.｜Seventy to thirty by the report, care at the local price, paid in three parts.
$$),
('11', 'zh-CN', '看病治疗引起的争议', '先封存、复印病历，再谈责任。医疗纠纷人民调解委员会请专家一起看。', $$
可以要求复印病历，有争议时医患双方在场封存。
由医疗纠纷人民调解委员会受理，请医学、法律专家咨询。
说不清有没有过错的，双方同意可以做鉴定。
调解过程和协议内容不公开，双方同意的除外。
$$, $$
医疗纠纷人民调解：受理之日起三十个工作日；鉴定时间不算在内；双方同意可以延长。
对死因有异议：死亡后四十八小时内尸检，有冻存条件的可以延长到七日。
达成协议以后，双方可以在协议生效之日起三十日内一起向法院申请司法确认。
$$, $$
身份证、和病人的关系证明
病历复印件、检查报告、费用清单
事情经过和要求
误工、护理、交通的票据
$$, $$
《民法典》第一千二百一十八条｜医疗机构或者医务人员有过错的，由医疗机构赔偿。
《民法典》第一千二百一十九条｜手术、特殊检查、特殊治疗应当说明风险并取得明确同意。
《民法典》第一千二百二十二条、第一千二百二十五条｜隐匿、伪造、篡改病历等，推定医疗机构有过错；患者要求查阅、复制病历应当及时提供。
《医疗纠纷预防和处理条例》第二十二条｜可以自愿协商、申请人民调解、申请行政调解、向法院起诉。
《医疗纠纷预防和处理条例》第三十八条｜自受理之日起三十个工作日内完成调解。
$$, $$
卫生健康主管部门：行政调解｜发生后尽快｜《医疗纠纷预防和处理条例》第二十二条
@court
$$, $$
手术后又开一刀｜家属说第一次没做好，医院说是并发症。｜专家看过病历，认为告知不充分，医院承担一部分费用，后续复查免挂号费。
$$),
('11', 'en', 'Disputes about medical care', 'Copy and seal the records first. A medical mediation committee asks experts.', $$
Ask for a copy of the records; in a dispute they are sealed with both sides present.
The medical dispute mediation committee takes it and consults doctors and lawyers.
If fault is unclear, an expert opinion may be ordered when both agree.
Talks and agreement are not public unless both agree.
$$, $$
Medical mediation: 30 working days from acceptance; expert opinions do not count; longer if both agree.
Cause of death disputed: autopsy within 48 hours, up to seven days where the body can be kept.
After an agreement both sides together have 30 days from the day it takes effect to ask the court to confirm it.
$$, $$
Identity card, relation to the patient
Copies of the records, tests and bills
What happened and what you want
Lost wages, care, travel
$$, $$
Civil Code, Art. 1218｜The institution is liable for fault.
Civil Code, Art. 1219｜Operations and special treatment need explanation and consent.
Civil Code, Arts. 1222 and 1225｜Fault is presumed when records are hidden or changed; patients may see and copy them.
Regulation on Medical Disputes, Art. 22｜Talks, people’s mediation, administrative mediation, court.
Regulation on Medical Disputes, Art. 38｜Mediation within 30 working days of acceptance.
$$, $$
Health authority: administrative mediation｜as soon as possible｜Regulation on Medical Disputes, Art. 22
@court
$$, $$
A second operation｜The family blamed the first one; the hospital spoke of a complication.｜Experts found the explanation lacking; the hospital bore part of the cost and free check-ups.
$$),
('12', 'zh-CN', '欠工资、工伤、辞退', '留好上班的证据，记住一年的仲裁时效。讨薪可以多条路一起走。', $$
调解员先对上班天数、工资标准、已付多少。
农民工工资：分包没付的，由施工总承包单位先付。
谈不成就去仲裁，仲裁不收费；多数劳动争议要先仲裁再起诉。
受伤的，先申请工伤认定。
$$, $$
劳动争议调解：收到申请之日起十五日没有达成协议，就可以去仲裁。
仲裁：受理之日起四十五日内结束，复杂的最多再延长十五日。
工伤认定：单位三十日内申请；单位不申请的，本人或近亲属一年内申请。
$$, $$
劳动合同、工牌、考勤、工作群聊天
工资条、转账、欠条
工友的姓名和电话
辞退通知
受伤的病历、事故经过
$$, $$
《劳动争议调解仲裁法》第五条、第十四条｜可以调解；十五日没有达成协议的，可以申请仲裁。
《劳动争议调解仲裁法》第二十七条｜仲裁时效一年；在职期间欠的工资不受一年限制，离职的自终止之日起一年内提出。
《劳动合同法》第三十条｜拖欠工资的，可以向法院申请支付令。
《劳动合同法》第四十七条、第八十七条｜按工作年限每满一年付一个月工资的补偿；违法辞退按二倍赔偿。
《劳动合同法》第八十二条｜超过一个月不满一年没签书面合同的，每月付二倍工资。
《保障农民工工资支付条例》第三十条｜分包单位拖欠的，由施工总承包单位先行清偿。
《工伤保险条例》第十七条｜单位三十日、本人一年内申请工伤认定。
$$, $$
劳动监察 12333｜违法行为发生之日起二年内｜《劳动保障监察条例》第二十条
劳动人事争议仲裁委员会｜一年｜《劳动争议调解仲裁法》第二十七条
人民法院：不服仲裁裁决｜收到裁决书之日起十五日内｜《劳动争议调解仲裁法》第五十条
人民法院：支付令、凭工资欠条起诉｜一般是三年｜《民法典》第一百八十八条
法律援助 12348｜随时｜《法律援助法》第三十一条
$$, $$
十二名工人的工资｜装修队欠三个月工资，包工头说总包没给钱。｜总包到场，先垫付七成，其余一个月内付清，包工头和总包自己算账。
$$),
('12', 'en', 'Unpaid wages, injury at work, dismissal', 'Keep proof of your work and mind the one-year limit of arbitration. For wages several ways are open at once.', $$
The mediator first counts days, rate and what was paid.
Migrant workers: what a subcontractor owes, the general contractor pays first.
If talks fail, go to arbitration; it is free, and mostly must come before court.
If you were hurt, first apply for recognition as a work injury.
$$, $$
Labour mediation: without an agreement within 15 days you may go to arbitration.
Arbitration: 45 days from acceptance, complex cases at most 15 more.
Work injury: the employer applies within 30 days; if not, you or a relative within one year.
$$, $$
Contract, badge, attendance, messages
Pay slips, transfers, notes of debt
Names and numbers of workmates
Notice of dismissal
Medical records, how the accident happened
$$, $$
Labour Dispute Mediation and Arbitration Law, Arts. 5 and 14｜Mediation; after 15 days without agreement, arbitration.
Labour Dispute Mediation and Arbitration Law, Art. 27｜One year; wages owed during employment: within a year of its end.
Labour Contract Law, Art. 30｜For unpaid wages ask the court for an order for payment.
Labour Contract Law, Arts. 47 and 87｜A month’s wage per year of service; twice that for unlawful dismissal.
Labour Contract Law, Art. 82｜Double wages without a written contract after the first month, within a year.
Regulation on Wages of Migrant Workers, Art. 30｜The general contractor pays first.
Regulation on Work-related Injury Insurance, Art. 17｜30 days for the employer, one year for the worker.
$$, $$
Labour inspection 12333｜within two years of the violation｜Regulation on Labour Security Inspection, Art. 20
Labour arbitration｜one year｜Labour Dispute Mediation and Arbitration Law, Art. 27
People’s court, against an award｜15 days from receipt｜Labour Dispute Mediation and Arbitration Law, Art. 50
People’s court: order for payment, suit on a note of wages owed｜usually three years｜Civil Code, Art. 188
Legal aid 12348｜at any time｜Legal Aid Law, Art. 31
$$, $$
Wages of twelve workers｜Three months unpaid; the foreman says the contractor did not pay.｜The contractor came, paid seventy per cent at once and the rest in a month.
$$),
('13', 'zh-CN', '物业费、小区管理、停车', '服务不好可以谈减收，但一般不能因此一直不交。公共的事由业主一起定。', $$
多是物业费、漏水维修、停车、公共收益。
调解员请物业拿出服务标准和账，业主说哪里没做到，谈减多少、改哪些。
动用维修资金、改公共部位，要按规定的比例由业主共同决定。
物业不能用停水停电的办法催费。
$$, $$
@month
$$, $$
物业合同、缴费记录
服务不到位的照片、报修记录
业主大会的决定、公告
$$, $$
《民法典》第九百三十七条、第九百四十二条｜物业服务人按约定维修、养护、清洁、绿化，维护秩序和安全。
《民法典》第九百四十四条｜业主应当按约定付费；物业不得用停水、停电、停热、停气催交。
《民法典》第九百四十三条｜物业应当定期公开服务事项、收费、维修资金使用、公共收益等情况。
《民法典》第二百七十八条、第二百八十一条｜使用维修资金、改变共有部分用途等由业主共同决定。
$$, $$
街道办、住房和城乡建设部门｜随时｜
业主大会、业主委员会｜随时｜《民法典》第二百七十八条
@court
$$, $$
三年没交物业费｜业主说楼道灯坏了没人修，物业说不交费没法修。｜物业十天内修好并公开维修单，前一年减两成，其余分三次交。
$$),
('13', 'en', 'Property fees, the estate, parking', 'Bad service can lower the fee, but seldom ends it. Common things are decided together.', $$
Mostly fees, repairs, parking and common income.
The manager shows standards and accounts, owners what was not done; then a reduction and a plan.
The maintenance fund and common parts need the owners’ decision by the lawful majority.
Water and power must not be cut to collect fees.
$$, $$
@month
$$, $$
Contract, payments
Photos, repair requests
Decisions and notices of the owners’ meeting
$$, $$
Civil Code, Arts. 937 and 942｜The manager maintains, cleans and keeps order as agreed.
Civil Code, Art. 944｜Owners pay; no cutting of water, power, heat or gas.
Civil Code, Art. 943｜The manager publishes services, fees, the fund and common income.
Civil Code, Arts. 278 and 281｜Owners decide together on the fund and common parts.
$$, $$
Sub-district office, housing office｜at any time｜
Owners’ meeting and committee｜at any time｜Civil Code, Art. 278
@court
$$, $$
Three years of fees｜No light on the stairs, no fee; no fee, no repair.｜The light was mended in ten days, one year reduced by a fifth, the rest paid in three parts.
$$),
('14', 'zh-CN', '买到假货、退款、服务不好', '留好小票和聊天记录，先找商家，再打 12315；欺诈可以要三倍。', $$
先和商家说清要退、要换还是要赔。
谈不成，请消费者协会或者 12315、调解组织帮着谈。
预付卡商家关门的，尽快登记，人多可以一起谈。
$$, $$
@month
没有约定、法律也没有规定的，收到商品之日起七日内发现不合质量要求可以退货。
$$, $$
小票、发票、订单、付款记录
商品和问题的照片，实物不要扔
商家名称、地址、聊天记录
检测报告、病历（造成伤害时）
$$, $$
《消费者权益保护法》第二十四条、第二十五条｜不合质量要求的七日内可以退货；网购等七日内可以无理由退货（法律列明的商品除外）。
《消费者权益保护法》第三十九条｜可以协商、请消费者协会等调解、向行政部门投诉、仲裁或者起诉。
《消费者权益保护法》第五十三条｜预收款没有按约定提供的，应当退回预付款并承担利息。
《消费者权益保护法》第五十五条｜欺诈的赔价款三倍，不足五百元的为五百元。
《食品安全法》第一百四十八条｜不合食品安全标准的，可以要价款十倍或者损失三倍，不足一千元的为一千元。
$$, $$
市场监督管理 12315｜尽快｜《消费者权益保护法》第三十九条
消费者协会｜随时｜《消费者权益保护法》第三十九条
@court
$$, $$
健身房关门｜四十多人办了年卡，老板说没钱。｜老板把器材转给另一家，会员愿意的转过去继续用，其余按剩余月数分三次退。
$$),
('14', 'en', 'Fakes, refunds, bad service', 'Keep receipts and messages. The shop first, then 12315; for fraud three times the price.', $$
Tell the shop what you want: return, exchange or money.
If that fails: the consumers’ association, 12315, or mediation.
If a shop closes with prepaid cards, register soon; many can talk together.
$$, $$
@month
Where nothing else is agreed or said by law: return within seven days of receipt for poor quality.
$$, $$
Receipt, invoice, order, payment
Photos; keep the goods
Name and address of the shop, messages
Test report, medical record if somebody was hurt
$$, $$
Consumer Protection Law, Arts. 24 and 25｜Return within seven days for poor quality; distance sales without reason, with exceptions.
Consumer Protection Law, Art. 39｜Talks, mediation, complaint, arbitration, court.
Consumer Protection Law, Art. 53｜Prepaid and not delivered: refund with interest.
Consumer Protection Law, Art. 55｜Fraud: three times the price, at least 500 yuan.
Food Safety Law, Art. 148｜Ten times the price or three times the loss, at least 1,000 yuan.
$$, $$
Market supervision 12315｜soon｜Consumer Protection Law, Art. 39
Consumers’ association｜at any time｜Consumer Protection Law, Art. 39
@court
$$, $$
A gym closes｜Forty members with yearly cards; the owner has no money.｜The equipment went to another gym; who wished went along, the others get the rest in three parts.
$$),
('15', 'zh-CN', '污水、油烟、粉尘、噪声污染', '先固定证据、请部门来测，再谈停和赔。', $$
先打 12345 或者找生态环境部门来测，数据最有用。
调解谈两件事：怎么停（改设备、改时间），已经造成的损失怎么补。
证明有污染、有损害，排污的一方要证明和自己没关系或者可以减免。
$$, $$
@month
$$, $$
照片、视频、录音，写上时间
检测报告、投诉和处理的回复
损失的票据，比如死鱼、减产、看病
$$, $$
《民法典》第一千二百二十九条｜因污染环境、破坏生态造成他人损害的，应当承担侵权责任。
《民法典》第一千二百三十条｜行为人应当就不承担责任、减轻责任以及行为和损害没有因果关系举证。
《民法典》第二百九十四条｜不得违反国家规定弃置固体废物，排放大气、水污染物和噪声等有害物质。
$$, $$
生态环境部门（12345 转）｜尽快｜
城市管理部门（油烟、施工噪声）｜尽快｜
@court
法律援助 12348（环境污染损害）｜随时｜《法律援助法》第三十一条
$$, $$
石材厂的粉尘｜厂边八户菜地蒙灰，厂里说达标。｜双方请部门测了两次，厂里加装喷淋、晚八点后停锯，按亩补一季菜钱。
$$),
('15', 'en', 'Waste water, fumes, dust, noise', 'Secure proof and have it measured; then talk about stopping and paying.', $$
Call 12345 or the ecology office to measure: data help most.
Two questions: how it stops, and how the harm is made good.
Show pollution and harm; the polluter must prove that it was not them.
$$, $$
@month
$$, $$
Photos, videos, recordings with the time
Reports, complaints and answers
Bills of the loss: fish, crops, doctors
$$, $$
Civil Code, Art. 1229｜Who harms others by pollution is liable.
Civil Code, Art. 1230｜The polluter proves that there is no cause, or less fault.
Civil Code, Art. 294｜No unlawful waste, fumes, water, noise.
$$, $$
Ecology office, by 12345｜soon｜
Urban management, for kitchen fumes and building noise｜soon｜
@court
Legal aid 12348, for damage by pollution｜at any time｜Legal Aid Law, Art. 31
$$, $$
Dust of a stone mill｜Eight gardens grey; the mill says it keeps the limits.｜Measured twice; the mill sprays, stops sawing at eight, and paid a season of vegetables.
$$),
('16', 'zh-CN', '村里的账目、分红、补贴、选举', '先要求公开，再谈分配。决定侵害了自己的权益，可以请法院撤销。', $$
多是分红有没有自己的份、账目、征地款怎么分。
调解员一般请村里把账和会议记录拿出来，一起对政策。
选举、处分等不是民事纠纷的，会告诉您该找乡镇或者县里哪个部门。
$$, $$
@month
$$, $$
户口簿、成员身份的材料
分配方案、会议记录、公示的照片
历年分红的记录
$$, $$
《民法典》第二百六十一条｜土地补偿费的使用、分配等事项，应当依照法定程序经本集体成员决定。
《民法典》第二百六十四条｜应当向本集体成员公布集体财产的状况；成员有权查阅、复制相关资料。
《民法典》第二百六十五条｜集体组织、村委会或者其负责人的决定侵害成员合法权益的，可以请求法院撤销。
$$, $$
乡镇人民政府、县级农业农村部门｜随时｜
人民法院：撤销侵害自己权益的决定｜尽快｜《民法典》第二百六十五条
纪检监察（干部违纪）12388｜随时｜
$$, $$
外嫁女的分红｜户口还在村里，分红名单上没有她。｜核对成员身份和没有在别处享受，村里补开会议，下一季起照分，前两年的分两次补。
$$),
('16', 'en', 'Village accounts, dividends, subsidies, elections', 'Ask for disclosure first, then talk about shares. A court can annul a decision that harms you.', $$
Mostly shares in dividends, accounts, money for land.
The mediator asks the village for books and minutes and compares them with the rules.
Elections and discipline are no civil disputes; you will be notified which office to ask.
$$, $$
@month
$$, $$
Household register, proof of membership
Plan, minutes, photos of notices
Dividends of past years
$$, $$
Civil Code, Art. 261｜Members decide on the use of land compensation by lawful procedure.
Civil Code, Art. 264｜Collective property is disclosed; members may see and copy the papers.
Civil Code, Art. 265｜A decision that harms a member may be annulled by the court.
$$, $$
Township government, county agriculture office｜at any time｜
People’s court: annulment of a decision that harms you｜soon｜Civil Code, Art. 265
Discipline inspection 12388, for misconduct of officials｜at any time｜
$$, $$
A daughter married elsewhere｜Her register is still in the village, her name not on the list.｜Membership was checked; the village met again, pays from next season and two years in two parts.
$$),
('17', 'zh-CN', '学生受伤、学校收费、培训退费', '孩子先治疗。责任看年龄和学校有没有尽到教育、管理的职责。', $$
孩子受伤：先治疗，再请学校、家长、保险一起谈。
欺凌：学校应当立即制止、通知家长，严重的报警；涉及孩子的内容都不公开。
培训退费：按合同和没上的课算。
$$, $$
@month
$$, $$
病历、票据、诊断
学校的情况说明、监控、在场同学
缴费凭证、合同、上课记录
校方责任险等保单
$$, $$
《民法典》第一千一百九十九条｜八周岁以下等无民事行为能力的孩子在校受伤，学校应当担责，能证明尽到职责的除外。
《民法典》第一千二百条、第一千二百零一条｜八周岁以上的，学校没有尽到职责才担责；校外的人造成的，由其担责，学校有过失的承担补充责任。
《未成年人保护法》第三十九条｜学校应当建立学生欺凌防控制度，及时制止并通知监护人，严重的向公安机关报告。
《消费者权益保护法》第五十三条｜预收款没有按约定提供的，应当退回。
$$, $$
教育行政部门｜随时｜
公安机关 110（伤害、严重欺凌）｜尽快｜《未成年人保护法》第三十九条
市场监督管理 12315（培训收费）｜尽快｜
@court
$$, $$
体育课摔断牙｜九岁孩子跳箱摔倒，家长说没人保护，学校说按规程。｜看监控，老师站位不够，学校担六成，由校方责任险付，后续补牙的钱约定到十八岁。
$$),
('17', 'en', 'Pupils hurt, school fees, course refunds', 'Treat the child first. Who answers depends on age and on whether the school did its duty.', $$
A child hurt: treatment, then school, parents and insurer talk.
Bullying: the school must stop it and tell the parents, call the police if serious; nothing about children is public.
Refunds: by contract and lessons not given.
$$, $$
@month
$$, $$
Medical records and bills
Report of the school, camera, pupils who saw it
Payments, contract, lessons given
Insurance of the school
$$, $$
Civil Code, Art. 1199｜Children under eight: the school is liable unless it proves it did its duty.
Civil Code, Arts. 1200 and 1201｜Eight and older: liable if it failed; for outsiders, a share if it was careless.
Law on the Protection of Minors, Art. 39｜Schools prevent and stop bullying, tell the guardians, report what is serious.
Consumer Protection Law, Art. 53｜Prepaid lessons not given are paid back.
$$, $$
Education office｜at any time｜
Police 110, for injury or serious bullying｜soon｜Law on the Protection of Minors, Art. 39
Market supervision 12315, for course fees｜soon｜
@court
$$, $$
A broken tooth｜A nine-year-old fell at the vaulting box.｜The camera showed the teacher too far away; the school bears sixty per cent by its insurance, later dental work included.
$$),
('18', 'zh-CN', '保险理赔、银行、理财', '看条款、看有没有说清楚。先向公司投诉，再找行业调解。', $$
理赔：争的多是属不属于保险责任、有没有如实告知、免责条款说没说明。
银行、理财：看风险有没有说清、是不是本人签的。
调解员请公司派能做主的人来，按条款和实际情况谈。
$$, $$
@month
保险公司收到理赔请求后应当及时核定；情形复杂的三十日内，合同另有约定的除外。
$$, $$
保单、条款、投保时的聊天和录音
理赔申请和拒赔通知
病历、事故材料
银行流水、产品说明书
$$, $$
《保险法》第十六条｜应当如实告知；合同成立超过二年的，保险人不得以未如实告知解除合同。
《保险法》第十七条｜免责条款没有提示、没有明确说明的，不产生效力。
《保险法》第二十三条、第二十四条｜及时核定，复杂的三十日内；不属于保险责任的，三日内发拒赔通知并说明理由。
《保险法》第二十六条｜人寿保险以外的，二年；人寿保险五年，自知道或者应当知道保险事故发生之日起。
《民法典》第四百九十六条｜格式条款没有提示说明的，可以主张不成为合同内容。
$$, $$
金融消费投诉：银行、保险 12378；支付等 12363｜尽快｜
人民法院：保险金｜二年；人寿保险五年｜《保险法》第二十六条
人民法院：其他｜一般是三年｜《民法典》第一百八十八条
$$, $$
住院险拒赔｜公司说投保前看过病，客户说业务员没问。｜录音里确实没有问到，双方按责任内费用赔八成。
$$),
('18', 'en', 'Insurance claims, banks, investments', 'Read the terms and ask whether they were explained. The company first, then mediation of the trade.', $$
Claims: is it covered, was the health declared truthfully, was the exclusion explained.
Banks and funds: were risks explained, did you sign.
The mediator asks the company to send somebody who can decide.
$$, $$
@month
An insurer must settle a claim in good time; within 30 days if complex, unless agreed otherwise.
$$, $$
Policy, terms, messages and recordings of the sale
Claim and refusal
Medical or accident papers
Bank records, product sheet
$$, $$
Insurance Law, Art. 16｜Declare truthfully; after two years the insurer may not cancel for it.
Insurance Law, Art. 17｜Exclusions not pointed out and explained have no effect.
Insurance Law, Arts. 23 and 24｜Decision in good time, complex ones within 30 days; refusal with reasons within three days.
Insurance Law, Art. 26｜Two years; life insurance five, from knowing of the event.
Civil Code, Art. 496｜Standard terms not pointed out may be disregarded.
$$, $$
Complaints: banks and insurers 12378; payments 12363｜soon｜
People’s court: insurance money｜two years; life insurance five｜Insurance Law, Art. 26
People’s court: other claims｜usually three years｜Civil Code, Art. 188
$$, $$
Hospital insurance refused｜The company speaks of an earlier illness; nobody had asked.｜The recording showed it; eighty per cent of the covered cost was paid.
$$),
('19', 'zh-CN', '旅行社、景区、民宿', '看合同和行程单，当场留证据。强迫购物可以要求退。', $$
多是行程改了、强迫购物、退团、住宿不符。
调解员请旅行社拿出合同、行程单和费用明细，一项项对。
还在路上的，先解决眼前的问题，回来再谈赔偿。
$$, $$
@month
被指定购物或者另行付费项目：行程结束后三十日内可以要求旅行社办理退货并先行垫付。
$$, $$
旅游合同、行程单、付款记录
现场照片、聊天、导游姓名
购物小票
同团人的姓名和电话
$$, $$
《旅游法》第三十五条｜不得以不合理低价诱骗并通过购物获利；违反的，三十日内可以要求退货、退还费用。
《旅游法》第六十五条｜旅游者在行程结束前解除合同的，扣除必要费用后退回余款。
《旅游法》第七十条｜旅行社不履行或者履行不合约定的，应当继续履行、补救或者赔偿。
《旅游法》第九十二条｜可以协商，向消费者协会、旅游投诉受理机构或者有关调解组织申请调解，仲裁或者起诉。
$$, $$
文化和旅游投诉 12345｜尽快｜《旅游法》第九十二条
市场监督管理 12315｜尽快｜
@court
$$, $$
低价团的玉镯｜三百元的团，进店两小时，买了八千元的镯子。｜在三十日内提出，旅行社先垫付退款，货交旅行社。
$$),
('19', 'en', 'Travel agencies, sights, guest houses', 'Contract and itinerary count; gather proof on the spot. Forced shopping can be undone.', $$
Mostly changed tours, forced shopping, cancellations, rooms not as promised.
The agency shows contract, itinerary and costs; each is compared.
On the road: solve what is at hand first, talk about money at home.
$$, $$
@month
Arranged shopping or extra paid items: within 30 days after the tour the agency takes the goods back and advances the money.
$$, $$
Contract, itinerary, payments
Photos, messages, name of the guide
Receipts
Names and numbers of fellow travellers
$$, $$
Tourism Law, Art. 35｜No bait prices paid for by shopping; return within 30 days.
Tourism Law, Art. 65｜A traveller who leaves gets the rest less necessary cost.
Tourism Law, Art. 70｜An agency that does not perform goes on, mends or pays.
Tourism Law, Art. 92｜Talks, mediation, complaint, arbitration, court.
$$, $$
Culture and tourism, by 12345｜soon｜Tourism Law, Art. 92
Market supervision 12315｜soon｜
@court
$$, $$
The bracelet of a cheap tour｜A tour for 300 yuan, two hours in a shop, a bracelet for 8,000.｜Claimed within 30 days; the agency advanced the money and took the bracelet.
$$),
('20', 'zh-CN', '网购、直播、网上平台', '先在平台里申请售后，截好图；平台不给商家信息的，可以找平台赔。', $$
先在平台申请退款、仲裁，保存聊天和物流。
对方在外地的，调解可以在网上进行。
直播说的和实物不一样，直播回放和截图很要紧。
$$, $$
@month
网购收到商品之日起七日内可以无理由退货，定作、鲜活易腐等除外。
$$, $$
订单、付款、物流截图
商品页面和直播的截图、录屏
和商家、平台客服的聊天
商家名称、店铺链接
$$, $$
《消费者权益保护法》第二十五条｜网络等方式销售的，七日内可以无理由退货，法律列明的除外。
《消费者权益保护法》第四十四条｜平台不能提供商家真实名称、地址和有效联系方式的，消费者可以向平台要求赔偿。
《电子商务法》第三十八条｜平台知道商家侵害消费者权益没有采取必要措施的，承担连带责任。
《电子商务法》第六十条｜可以协商和解，请消费者组织等调解，投诉，仲裁或者起诉。
$$, $$
平台售后、全国 12315 平台｜尽快｜《电子商务法》第六十条
@court
$$, $$
直播买的茶叶｜说是明前茶，收到的有霉味，商家不理。｜平台调出回放，商家退款并按欺诈另赔五百元。
$$),
('20', 'en', 'Online shopping, live streams, platforms', 'Use the platform’s service first and keep screenshots. A platform that hides the seller may have to pay.', $$
Ask the platform for refund or decision; keep chats and delivery data.
If the other side is far away, mediation can be online.
For live sales the recording and screenshots matter.
$$, $$
@month
Online purchases: seven days from receipt to return without reason, except made-to-order and perishable goods.
$$, $$
Order, payment, delivery
Screens of the product page and stream
Chats with seller and platform
Name and link of the shop
$$, $$
Consumer Protection Law, Art. 25｜Seven days to return without reason, with exceptions.
Consumer Protection Law, Art. 44｜A platform that cannot name the seller may be held liable.
E-Commerce Law, Art. 38｜A platform that knew and did nothing is jointly liable.
E-Commerce Law, Art. 60｜Talks, mediation, complaint, arbitration, court.
$$, $$
Service of the platform, national platform 12315｜soon｜E-Commerce Law, Art. 60
@court
$$, $$
Tea from a stream｜Sold as early spring tea, it smelled of mould.｜The platform found the recording; refund and 500 yuan for fraud.
$$),
('21', 'zh-CN', '商标、专利、著作权', '先看权利是谁的、用了没有，再谈停用和费用。', $$
多是图片、字体、音乐、招牌被用或者被人告。
收到“侵权函”不要慌，先请对方拿出权利证明。
能停的先停，费用按使用的范围、时间和获利谈。
$$, $$
@month
$$, $$
登记证书、注册证、底稿、首次发表的证据
对方使用的截图，最好做公证或者时间戳
授权合同、付款记录
$$, $$
《民法典》第一百二十三条｜民事主体依法享有知识产权。
《民法典》第一千一百八十五条｜故意侵害知识产权、情节严重的，可以请求惩罚性赔偿。
《著作权法》第六十条｜著作权纠纷可以调解，也可以仲裁或者起诉。
《专利法》第六十五条｜专利侵权由当事人协商；可以起诉，也可以请管理专利工作的部门处理。
《专利法》第七十四条｜侵犯专利权的诉讼时效为三年。
$$, $$
市场监督管理（知识产权）12315｜尽快｜
@court
仲裁委员会｜有仲裁协议时｜《著作权法》第六十条
$$, $$
小饭店墙上的照片｜用了网上的图做菜单，收到索赔二万元的函。｜店家换图，按一年使用费付二千元，双方不再追究。
$$),
('21', 'en', 'Trademarks, patents, copyright', 'Whose right is it, and was it used? Then talk about stopping and a fee.', $$
Mostly pictures, fonts, music, signs used by others, or a letter of claim.
Stay calm at a letter: ask for proof of the right.
Stop what can be stopped; the fee follows from extent, time and gain.
$$, $$
@month
$$, $$
Certificates, drafts, first publication
Screens of the use, best with a notary or time stamp
Licences, payments
$$, $$
Civil Code, Art. 123｜Intellectual property is protected.
Civil Code, Art. 1185｜Wilful and serious infringement: punitive damages.
Copyright Law, Art. 60｜Mediation, arbitration or court.
Patent Law, Art. 65｜Talks, court, or the patent office of the place.
Patent Law, Art. 74｜Three years of limitation.
$$, $$
Market supervision (intellectual property) 12315｜soon｜
@court
Arbitration commission｜with an agreement on it｜Copyright Law, Art. 60
$$, $$
Pictures in a menu｜A picture from the net, a claim of 20,000 yuan.｜The picture went, 2,000 yuan for a year of use were paid.
$$),
('22', 'zh-CN', '军人、军属或者华侨的事', '按事情本身的类型办，再看有没有特别的保护。', $$
先看是什么事：婚姻、房屋、借款……办法和同类纠纷一样。
军人在部队、华侨在国外，可以委托家里人来，也可以在网上谈。
调解员会联系退役军人事务、侨务、武装部等一起帮忙。
$$, $$
@month
$$, $$
身份证、军人或军属、归侨侨眷的证件
委托书；在国外办的按规定公证认证
和事情有关的合同、证、票据
$$, $$
《民法典》第一千零八十一条｜现役军人的配偶要求离婚，应当征得军人同意，军人一方有重大过错的除外。
《民法典》第一百六十一条、第一百六十五条｜可以通过代理人办理；委托书应当写明代理事项、权限和期限并签名。
《民法典》第一百八十八条｜一般的诉讼时效为三年。
$$, $$
退役军人事务部门、侨务部门｜随时｜
@court
法律援助 12348｜随时｜《法律援助法》第三十一条
$$, $$
华侨的老屋｜堂兄代管二十年，出租了没说，华侨回来要房。｜网上三方视频谈好，租金抵修缮费，房屋三个月内交还。
$$),
('22', 'en', 'Military and overseas Chinese', 'Handled like any dispute of its kind, with special protection where the law gives it.', $$
First what it is about: marriage, house, loan; the way is the same.
Who serves or lives abroad may send a relative, or talk online.
The mediator brings in veterans’ affairs, overseas Chinese affairs or the armed forces department.
$$, $$
@month
$$, $$
Identity card, papers of military or overseas status
Power of attorney; abroad, certified as required
Contracts, titles, bills
$$, $$
Civil Code, Art. 1081｜The spouse of a soldier needs the soldier’s consent to a divorce, unless the soldier is seriously at fault.
Civil Code, Arts. 161 and 165｜An agent may act; the power names matter, extent and term and is signed.
Civil Code, Art. 188｜Usually three years of limitation.
$$, $$
Veterans’ affairs, overseas Chinese affairs｜at any time｜
@court
Legal aid 12348｜at any time｜Legal Aid Law, Art. 31
$$, $$
The old house of an emigrant｜A cousin looked after it for twenty years and let it.｜By video: rent against repairs, the house returned in three months.
$$),
('23', 'zh-CN', '船舶、养殖、捕捞', '海域、水面看证，船上的事尽快固定证据；海事案件由海事法院管。', $$
多是养殖水面边界、渔网被毁、船员工资、碰撞赔偿。
调解员请渔业部门、船上的人一起对时间和位置。
海域使用权谁也说不清的，先协商，再由政府部门调解处理。
$$, $$
@month
$$, $$
海域使用权证、养殖证、船舶证书
定位记录、照片、船员名单
损失清单和票据
$$, $$
《海域使用管理法》第三十一条｜海域使用权争议协商不成的，由县级以上人民政府海洋行政主管部门调解，也可以直接起诉。
《民法典》第一千一百六十五条、第一千一百八十四条｜有过错造成损害的应当赔偿；财产损失按市场价格等计算。
《民法典》第一百八十八条｜一般的诉讼时效为三年；海上的请求可能更短，尽早咨询。
$$, $$
海洋与渔业部门｜尽快｜《海域使用管理法》第三十一条
海事法院｜期限因请求不同，有的只有一年或者二年，请尽快咨询 12348｜
船员工资：劳动人事争议仲裁委员会或者海事法院｜一年内提出最稳妥｜《劳动争议调解仲裁法》第二十七条
$$, $$
网箱被撞坏｜夜里渔船穿过养殖区，撞坏四口网箱。｜按定位记录确认是哪条船，网箱按八成新赔，鱼按当天收购价。
$$),
('23', 'en', 'Ships, fish farming, fishing', 'For waters look at the certificates; on board secure proof at once. Maritime cases go to the maritime court.', $$
Mostly borders of fish farms, torn nets, seamen’s wages, collisions.
The fishery office and the crew compare times and positions.
Use of the sea that nobody can prove: talks first, then the authority mediates.
$$, $$
@month
$$, $$
Certificates of sea use, farming and ship
Position records, photos, crew list
List of losses and bills
$$, $$
Law on the Use of Sea Areas, Art. 31｜After failed talks the county’s ocean authority mediates; or go to court.
Civil Code, Arts. 1165 and 1184｜Fault obliges to damages, at market price.
Civil Code, Art. 188｜Usually three years; claims at sea may be shorter: ask early.
$$, $$
Ocean and fishery office｜soon｜Law on the Use of Sea Areas, Art. 31
Maritime court｜limits differ, some are only one or two years: ask 12348 soon｜
Seamen’s wages: labour arbitration or maritime court｜within one year to be safe｜Labour Dispute Mediation and Arbitration Law, Art. 27
$$, $$
Cages rammed｜At night a boat went through a fish farm and broke four cages.｜Position records named the boat; cages at eighty per cent, fish at the day’s price.
$$),
('99', 'zh-CN', '不知道属于哪一类', '说不清也没关系，把事情说出来，工作人员会帮您分清该找谁。', $$
调度台先看是不是双方之间的纠纷；是的，交给合适的调解组织。
不能调解的（比如正在法院审理、要由政府决定的），会告诉您该走哪条路。
正在受到伤害的，先打 110；有人受伤，打 120。
$$, $$
@month
$$, $$
写清楚：什么时候、什么事、和谁、想怎么解决
手里有的合同、照片、票据、聊天记录
$$, $$
《民法典》第一百八十八条｜一般的诉讼时效为三年，尽早提出更稳妥。
《最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定》第十二条｜向人民调解组织提出请求的，诉讼时效从提出请求之日起中断。
$$, $$
12348 公共法律服务｜随时｜
12345 政务服务｜随时｜
@court
$$, $$
说不清的事｜租地开店，村里、房东、邻居各说各的。｜调度台先分成三件：租金、通行、村里的费用，各找对的人，两周内都有了说法。
$$),
('99', 'en', 'Not sure what kind it is', 'Never mind. Tell what happened; the desk finds out whose it is.', $$
The desk looks whether it is a dispute between two sides; then a fitting organisation gets it.
What cannot be mediated, for example what a court has taken, is shown its way.
In danger call 110, for the injured 120.
$$, $$
@month
$$, $$
When, what, with whom, and what you wish
Contracts, photos, bills, messages
$$, $$
Civil Code, Art. 188｜Usually three years of limitation: early is safe.
Supreme People’s Court, Provisions on Limitation, Art. 12｜A request to a people’s mediation organisation interrupts the limitation from that day.
$$, $$
12348: public legal service｜at any time｜
12345: government service｜at any time｜
@court
$$, $$
A tangle｜A shop on rented land; village, landlord and neighbour all want something.｜The desk made three matters of it, each with the right person, all answered in two weeks.
$$)
) as g (type_code, locale, title, summary, happens, duration, prepare, articles, elsewhere, examples)
on conflict (type_code, locale) do nothing;
