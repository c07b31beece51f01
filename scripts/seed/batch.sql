-- One batch of load: cases $1 to $2 of $3 within the last $4 years, with realistic places, types, channels, times
-- and outcomes in Longyan's proportions (72,000 a year, 93.4 % of the mediated ones settled). All values derive from
-- the serial number of the case, so an interrupted batch is created again exactly the same. The owner inserts the
-- rows directly, not through the verbs, with the realtime triggers disabled.
with serial as (
  select n, ('x' || substr(md5('case' || n), 1, 8))::bit(32)::bigint as r1, ('x' || substr(md5('case' || n), 9, 8))::bit(32)::bigint as r2,
    ('x' || substr(md5('case' || n), 17, 8))::bit(32)::bigint as r3, ('x' || substr(md5('case' || n), 25, 8))::bit(32)::bigint as r4
  from generate_series($1::bigint, $2::bigint) as n
), place as (
  -- A county is drawn with the weight of its population, then one of its villages (新罗 1.10 · 永定 0.34 · 长汀 0.40 · 上杭
  -- 0.38 · 武平 0.28 · 连城 0.25 · 漳平 0.24 million).
  select s.*, v.code as village, v.longitude + (s.r3 % 1000 - 500) / 60000.0 as longitude, v.latitude + (s.r4 % 1000 - 500) / 60000.0 as latitude
  from serial s
  cross join lateral (
    select c.code from (values ('350802', 110), ('350803', 144), ('350821', 184), ('350823', 222), ('350824', 250),
      ('350825', 275), ('350881', 299)) as c (code, upto) where s.r1 % 299 < c.upto order by c.upto limit 1) county
  join seed_counties here on here.county = county.code
  join seed_villages v on v.county = here.county and v.rank = s.r2 % here.n
), kind as (
  select p.*, t.type_code, t.specialist,
    case when p.r4 % 100 < 46 then 'grid' when p.r4 % 100 < 62 then 'party' when p.r4 % 100 < 72 then 'mediator'
      when p.r4 % 100 < 80 then 'police' when p.r4 % 100 < 87 then 'court' when p.r4 % 100 < 91 then 'hotline'
      when p.r4 % 100 < 94 then 'petition' when p.r4 % 100 < 96 then 'department' when p.r4 % 100 < 98 then 'elongyan'
      when p.r4 % 100 < 99 then 'labour' else 'procuratorate' end as channel,
    now() - make_interval(secs => 60 + ($3::bigint - p.n) * ($4::double precision * 365.25 * 86400 / $3::bigint)) as filed_at
  from place p
  cross join lateral (
    select w.type_code, w.specialist from (values ('0204', 21, null), ('0101', 31, null), ('0301', 38, null), ('0901', 46, null),
      ('0701', 54, null), ('1001', 63, '道路交通事故纠纷人民调解委员会'), ('0601', 69, null), ('0402', 74, null),
      ('1201', 81, '劳动争议裁调对接中心'), ('1301', 86, '物业纠纷人民调解委员会'), ('1401', 90, null), ('0401', 93, null),
      ('16', 95, null), ('1101', 96, null), ('15', 97, null), ('17', 98, null), ('99', 100, null)) as w (type_code, upto, specialist)
    where p.r3 % 100 < w.upto order by w.upto limit 1) t
), stage as (
  -- Old cases are closed; of the last month's cases, younger ones are at earlier stages.
  select k.*, case
      when k.filed_at < now() - interval '45 days' or k.r1 % 100 < 70 and k.filed_at < now() - interval '3 days' then 'closed'
      when k.filed_at > now() - interval '8 hours' then 'submitted'
      else (array['submitted', 'accepted', 'dispatched', 'assigned', 'mediating', 'mediating', 'agreed', 'not_settled'])[1 + k.r2 % 8] end as status
  from kind k
), led as (
  select s.*, desk.id as desk_id, case when s.status in ('submitted', 'accepted') then null else coalesce(expert.id, committee.id) end as lead_id
  from stage s
  join app.organisations desk on desk.kind = 'dispatch_centre' and desk.region_code = left(s.village, 6)
  left join app.organisations expert on expert.short_name = s.specialist and expert.region_code = left(s.village, 6)
  join app.organisations committee on committee.kind = 'people_mediation'
    and committee.region_code = case when s.r1 % 3 = 0 then s.village else left(s.village, 9) end
), mediated as (
  select l.*, m.staff_id as mediator_id, m.name as mediator_name,
    -- Without a mediator in office a case is not signed for yet.
    case when l.status in ('assigned', 'mediating', 'agreed', 'not_settled') and m.staff_id is null then 'dispatched' else l.status end as stage
  from led l
  left join lateral (
    select staff_id, name from seed_mediators where organisation_id = l.lead_id and rank = l.r3 % n) m on true
), timed as (
  select m.*, case when m.stage = 'closed' then null else m.filed_at + make_interval(hours => (case m.stage when 'mediating' then 720 when 'dispatched' then 40 else 30 end)) end as due
  from mediated m
), new_cases as (
  insert into app.cases (id, number, version, status, grade, channel, type_code, summary, place, longitude, latitude,
    location_basis, people_count, amount, region_code, responsible_organisation_id, lead_organisation_id, mediator_id,
    mediator_name, participant_organisation_ids, outcome, due_at, warn_at, due_stage, created_at, updated_at, closed_at, filed_by)
  select md5('case' || n)::uuid, left(village, 6) || '-' || to_char(filed_at at time zone 'Asia/Shanghai', 'YYMMDD') || '-L' || lpad(n::text, 8, '0'),
    case stage when 'submitted' then 1 when 'accepted' then 2 when 'dispatched' then 3 when 'closed' then 8 else 5 end,
    stage, case when r1 % 100 < 4 then 'red' when r1 % 100 < 18 then 'yellow' else 'blue' end, channel, type_code,
    (select name from app.dispute_types where code = type_code) || '：' ||
      (array['双方多次协商未果，请求调解。', '当事人情绪激动，网格员上门了解后上报。', '经村委会劝解后仍有分歧，申请上级调解。', '要求赔偿损失，对方认为金额过高。', '协议履行产生争议，希望尽快解决。'])[1 + r4 % 5],
    null, longitude, latitude, 'region', 2 + (r2 % 4)::int, case when r3 % 3 = 0 then (r4 % 2000) * 100 end, village,
    case when lead_id is null or stage in ('closed', 'agreed', 'not_settled') then desk_id else lead_id end, lead_id, mediator_id,
    mediator_name, case when lead_id is null then array[desk_id] else array[desk_id, lead_id] end,
    case when stage in ('closed', 'agreed', 'not_settled') then
      case when stage = 'not_settled' or stage = 'closed' and r2 % 1000 >= 934 then 'not_settled' when r2 % 3 = 0 then 'agreed_oral' else 'agreed_written' end end,
    due, due - interval '6 hours', case when stage = 'closed' then null when stage = 'submitted' then 'accept' when stage = 'accepted' then 'dispatch'
      when stage = 'dispatched' then 'sign' when stage = 'assigned' then 'contact' when stage = 'mediating' then 'mediate' else 'close' end,
    filed_at, least(now(), filed_at + interval '9 days'), case when stage = 'closed' then least(now(), filed_at + make_interval(hours => 20 + (r3 % 600)::int)) end,
    -- A grid worker registers the cases of their township.
    case when channel = 'grid' then (select p.staff_id from app.posts p join app.organisations o on o.id = p.organisation_id
      where p.role = 'reporter' and starts_with(timed.village, o.region_code) limit 1) end
  from timed
  on conflict do nothing
  returning id, participant_organisation_ids
), new_participants as (
  insert into app.case_participants (case_id, organisation_id, part)
  select id, o, case i when 1 then 'desk' else 'lead' end from new_cases, unnest(participant_organisation_ids) with ordinality as p (o, i)
  on conflict do nothing
), new_parties as (
  insert into app.parties (case_id, side, kind, name, phone)
  select id, side, 'person', left(name, 1) || '某', phone from new_cases,
    (values ('applicant', '林某', '138****0000'), ('respondent', '陈某', null)) as party (side, name, phone)
)
select count(*)::int as n from new_cases
