-- A case with everything that its page shows, in one answer: each part is read through its view, so the caller's rights
-- decide part by part as they do for single readings.

create type api.case_file as ("case" jsonb, actions text[], parties jsonb, events jsonb, sessions jsonb, agreements jsonb,
  deadlines jsonb, flags jsonb, links jsonb, participants jsonb, extensions jsonb, orders jsonb);
comment on type api.case_file is
  'A case and its parts: "case" is a row of api.cases, actions the possible verbs, every other member a list of rows of the view of its name.';

create function api.case_file(case_id uuid) returns setof api.case_file
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Refuses a case that the caller may not read.
  v_actions text[] := array(select app.available_actions(case_file.case_id));
begin
  return query select to_jsonb(c), v_actions,
    (select coalesce(jsonb_agg(to_jsonb(p) order by p.side, p.id), '[]') from api.parties p where p.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(e) order by e.seq), '[]') from api.case_events e where e.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.seq), '[]') from api.sessions s where s.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(a) order by a.created_at, a.id), '[]') from api.agreements a where a.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(d) order by d.id), '[]') from api.deadlines d where d.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(f) order by f.id), '[]') from api.case_flags f where f.case_id = c.id),
    -- Both ways: into what it was merged, and what was merged into it.
    (select coalesce(jsonb_agg(l.link order by l.reverse, l.created_at), '[]') from (
       select to_jsonb(k) as link, false as reverse, k.created_at from api.case_links k where k.case_id = c.id
       union all select to_jsonb(k), true, k.created_at from api.case_links k where k.other_id = c.id) l),
    (select coalesce(jsonb_agg(to_jsonb(t) order by t.since), '[]') from api.case_participants t where t.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]') from api.extensions x where x.case_id = c.id),
    (select coalesce(jsonb_agg(to_jsonb(o) order by o.created_at, o.id), '[]') from api.supervision_orders o where o.case_id = c.id)
  from api.cases c where c.id = case_file.case_id;
end $$;
comment on function api.case_file is 'A case with its possible actions and all parts of its page. 404 case_not_found.';
grant execute on function api.case_file(uuid) to authenticated;
