-- Finds likely duplicates before a case is registered twice.

create type api.similar_case as (id uuid, number text, status text, summary text, region_path text, created_at timestamptz, score int, reasons jsonb);
comment on type api.similar_case is 'A case that may be the same: reasons are text keys (similar.…), readable says whether the caller may open it.';

-- Compares with the county's cases of the last half year: the same telephone or identity number weighs most, then
-- common terms, type and place. Only cases that the caller may read.
create function app.find_similar(p_region text, p_type text, p_summary text, p_phone text, p_id_number text, p_longitude double precision,
  p_latitude double precision, p_except uuid)
returns setof api.similar_case language plpgsql stable security definer set search_path = '' as $$
declare
  v_terms text[] := app.terms_of(left(coalesce(p_summary, ''), 2000));
  v_phone bytea := app.personal_hash(regexp_replace(coalesce(p_phone, ''), '\D', '', 'g'));
  v_id bytea := app.personal_hash(upper(coalesce(p_id_number, '')));
begin
  if app.my_role() is null then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    with same_person as (
      select distinct q.case_id from app.parties_private v join app.parties q on q.id = v.party_id
      where coalesce(p_phone, '') <> '' and v.phone_hash = v_phone or coalesce(p_id_number, '') <> '' and v.id_hash = v_id
    ), near as (
      (select c.id from app.cases c where c.county_code = left(app.current_region(p_region), 6) and c.created_at > now() - interval '180 days'
       order by c.created_at desc limit 3000)
      union
      select s.case_id from same_person s
    ), judged as (
      select n as c, exists (select 1 from same_person s where s.case_id = n.id) as person,
        (select count(*) from unnest(app.terms_of(n.summary)) t where t = any (v_terms))::float / greatest(cardinality(v_terms), 1) as word_overlap,
        n.type_code = p_type as same_type,
        p_longitude is not null and n.location_basis = 'pin'
          and app.distance_km(n.longitude, n.latitude, p_longitude, p_latitude) < 0.3 as same_place
      from near join app.cases n using (id) where n.id is distinct from p_except and n.status <> 'merged'
    ), scored as (
      select j.*, (case when j.person then 50 else 0 end + round(40 * least(j.word_overlap, 1)) + case when j.same_type then 10 else 0 end
        + case when j.same_place then 20 else 0 end)::int as points
      from judged j
    )
    select (s.c).id, (s.c).number, (s.c).status, left((s.c).summary, 200), (select r.path from app.regions r where r.code = (s.c).region_code),
      (s.c).created_at, s.points,
      to_jsonb(array_remove(array[case when s.person then 'same_person' end, case when s.word_overlap >= 0.3 then 'same_words' end,
        case when s.same_type then 'same_type' end, case when s.same_place then 'same_place' end], null))
    from scored s
    where s.points >= 35 and (s.person or s.word_overlap >= 0.3) and app.may_read(s.c)
    order by s.points desc, (s.c).created_at desc limit 5;
end $$;

create function api.find_similar(region_code text, type_code text, summary text, phone text default null, id_number text default null,
  longitude double precision default null, latitude double precision default null, except_case_id uuid default null)
returns setof api.similar_case language sql stable security invoker set search_path = '' as $$
  select * from app.find_similar(region_code, type_code, summary, phone, id_number, longitude, latitude, except_case_id) $$;

comment on function api.find_similar is 'Any staff member: up to five cases that they may read and that may be the same, with reasons.';

grant execute on function
  app.find_similar(text, text, text, text, text, double precision, double precision, uuid), api.find_similar(text, text, text, text, text, double precision, double precision, uuid)
to authenticated;
