-- Longyan's "1 + 6 + N": a dispatch centre per level, six function blocks, professional committees, rooms, departments.
-- Names follow the usual official pattern; telephone numbers are invented (exchange 000). Inserted only once, so that
-- later changes by administrators are kept.

-- One dispatch centre per city, county and township; a village is served by its integrated governance station.
insert into app.organisations (name, short_name, kind, region_code, phone, address, longitude, latitude, capacity, duty_hours)
select case r.level when 1 then r.name || '矛盾纠纷多元化解指挥调度中心' when 2 then r.name || '矛盾纠纷调解联动中心'
    when 3 then replace(r.path, ' ', '') || '矛盾纠纷调解中心' end,
  r.name || case r.level when 1 then '指挥调度中心' when 2 then '联动中心' else '调解中心' end,
  'dispatch_centre', r.code, '0597-000' || lpad((1000 + row_number() over (order by r.code))::text, 4, '0'),
  r.name || '综治中心', r.longitude, r.latitude, case r.level when 1 then 300 when 2 then 200 else 60 end,
  '工作日 8:00–12:00，14:30–17:30'
from app.regions r where r.level <= 3 and r.active and app.setting('longyan_founded') is null
on conflict (name) do nothing;

-- A people's mediation committee in each county, township and village (人民调解法 8). The name of a village is used without
-- the 村民委员会 or 居民委员会 that the register of regions appends.
insert into app.organisations (name, short_name, kind, region_code, phone, address, longitude, latitude, capacity, duty_hours)
select replace(r.path, ' ', '') || '人民调解委员会', r.name || '调委会', 'people_mediation', r.code,
  '0597-000' || lpad((2000 + row_number() over (order by r.code))::text, 4, '0'), r.path,
  r.longitude + 0.002, r.latitude + 0.002, case r.level when 2 then 80 when 3 then 40 else 15 end,
  '工作日 8:00–12:00，14:30–17:30'
from (
  select code, level, longitude, latitude,
    regexp_replace(regexp_replace(path, '村?村(民委员|委)会$', '村'), '居(民委员|委)会$', '') as path,
    regexp_replace(regexp_replace(name, '村?村(民委员|委)会$', '村'), '居(民委员|委)会$', '') as name
  from app.regions
) as r
where r.level >= 2 and app.setting('longyan_founded') is null
on conflict (name) do nothing;

-- Function blocks, committees, rooms and departments of the city and of each county. Columns: title, kind,
-- first-level types (empty: all), which levels, capacity.
insert into app.organisations (name, short_name, kind, region_code, phone, address, longitude, latitude, capacity, duty_hours)
select r.name || b.title, b.title, b.kind, r.code,
  '0597-000' || lpad((5000 + row_number() over (order by r.code, b.place))::text, 4, '0'), r.name || '公共法律服务中心',
  r.longitude + 0.004 * cos(b.place), r.latitude + 0.004 * sin(b.place), b.capacity, '工作日 8:00–12:00，14:30–17:30'
from app.regions r
join (values
  (1, '司法调解中心', 'judicial_mediation', array[1, 2], 80),
  (2, '行政调解中心', 'administrative_mediation', array[1, 2], 60),
  (3, '访调对接工作室', 'petition_linkage', array[1, 2], 40),
  (4, '劳动争议裁调对接中心', 'labour_linkage', array[1, 2], 60),
  (5, '12348法律服务工作站', 'legal_service', array[1, 2], 60),
  (6, '金牌调解室', 'function_room', array[1, 2], 20),
  (7, '驻所警务调解室', 'function_room', array[2], 20),
  (8, '心理咨询室', 'function_room', array[1], 20),
  (9, '医疗纠纷人民调解委员会', 'professional_committee', array[1], 40),
  (10, '道路交通事故纠纷人民调解委员会', 'professional_committee', array[1, 2], 60),
  (11, '物业纠纷人民调解委员会', 'professional_committee', array[1, 2], 40),
  (12, '消费纠纷人民调解委员会', 'professional_committee', array[1], 40),
  (13, '金融纠纷人民调解委员会', 'professional_committee', array[1], 40),
  (14, '婚姻家庭纠纷人民调解委员会', 'professional_committee', array[2], 40),
  (15, '旅游纠纷人民调解委员会', 'professional_committee', array[1], 20),
  (16, '知识产权纠纷人民调解委员会', 'professional_committee', array[1], 20),
  (17, '人力资源和社会保障局', 'department', array[1, 2], 60),
  (18, '自然资源局', 'department', array[1, 2], 40),
  (19, '住房和城乡建设局', 'department', array[1, 2], 40),
  (20, '农业农村局', 'department', array[1, 2], 40),
  (21, '生态环境局', 'department', array[1, 2], 40),
  (22, '教育局', 'department', array[1, 2], 30),
  (23, '市场监督管理局', 'department', array[1, 2], 40),
  (24, '林业局', 'department', array[1, 2], 30)
) as b (place, title, kind, levels, capacity) on r.level = any (b.levels) and app.setting('longyan_founded') is null
on conflict (name) do nothing;

insert into app.organisation_types (organisation_id, type_code)
select o.id, t.code
from (values
  ('劳动争议裁调对接中心', '12'), ('医疗纠纷人民调解委员会', '11'), ('道路交通事故纠纷人民调解委员会', '10'),
  ('物业纠纷人民调解委员会', '13'), ('消费纠纷人民调解委员会', '14'), ('消费纠纷人民调解委员会', '20'),
  ('金融纠纷人民调解委员会', '18'), ('金融纠纷人民调解委员会', '07'), ('婚姻家庭纠纷人民调解委员会', '01'),
  ('旅游纠纷人民调解委员会', '19'), ('知识产权纠纷人民调解委员会', '21'), ('人力资源和社会保障局', '12'),
  ('自然资源局', '04'), ('自然资源局', '05'), ('住房和城乡建设局', '05'), ('住房和城乡建设局', '13'),
  ('农业农村局', '04'), ('农业农村局', '16'), ('生态环境局', '15'), ('教育局', '17'), ('市场监督管理局', '14'),
  ('林业局', '04'), ('驻所警务调解室', '09'), ('驻所警务调解室', '02'), ('心理咨询室', '01'), ('访调对接工作室', '05')
) as t (title, code)
join app.organisations o on o.short_name = t.title and app.setting('longyan_founded') is null
on conflict do nothing;

insert into app.organisation_regions (organisation_id, region_code)
select id, region_code from app.organisations where app.setting('longyan_founded') is null on conflict do nothing;

-- The parent of a desk or committee is the desk one level above; that of any other organisation is its region's desk.
update app.organisations o set parent_id = p.id
from app.organisations p
where app.setting('longyan_founded') is null and o.parent_id is null and p.kind = 'dispatch_centre' and p.id <> o.id
  and p.region_code = case
    when o.kind <> 'dispatch_centre' and length(o.region_code) < 12 then o.region_code
    when length(o.region_code) = 12 then left(o.region_code, 9)
    when length(o.region_code) = 9 then left(o.region_code, 6)
    when length(o.region_code) = 6 then left(o.region_code, 4) end;

-- Rooms, committees and departments by category.
update app.organisations o set category = c.category
from (values
  ('金牌调解室', 'gold_medal_room'), ('驻所警务调解室', 'police_room'), ('心理咨询室', 'counselling_room'),
  ('医疗纠纷人民调解委员会', 'medical'), ('道路交通事故纠纷人民调解委员会', 'traffic'), ('物业纠纷人民调解委员会', 'property'),
  ('消费纠纷人民调解委员会', 'consumer'), ('金融纠纷人民调解委员会', 'finance'), ('婚姻家庭纠纷人民调解委员会', 'family'),
  ('旅游纠纷人民调解委员会', 'tourism'), ('知识产权纠纷人民调解委员会', 'intellectual_property'),
  ('人力资源和社会保障局', 'human_resources'), ('自然资源局', 'natural_resources'), ('住房和城乡建设局', 'housing'),
  ('农业农村局', 'agriculture'), ('生态环境局', 'ecology'), ('教育局', 'education'), ('市场监督管理局', 'market'), ('林业局', 'forestry')
) as c (title, category)
where app.setting('longyan_founded') is null and o.short_name = c.title and o.category is null;

insert into app.settings (name, value, explanation)
values ('longyan_founded', 'true', 'The organisations of the demo city were made once; they are the administrators'' since')
on conflict (name) do nothing;
