-- The mediators to whom the lead may assign a case.

create type api.mediator_choice as (staff_id uuid, name text, open_cases int, is_me boolean, grade text,
  specialities text[], languages text[], on_leave_until date, deputy_name text);
comment on type api.mediator_choice is 'A mediator of the lead organisation: open cases, grade, specialities, languages, leave and deputy.';

create function app.list_mediators(p_case uuid) returns setof api.mediator_choice
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me app.posts := app.my_post();
  v_case app.cases;
begin
  select * into v_case from app.cases where id = p_case;
  if v_case.id is null or not app.may_read(v_case) then
    perform app.refuse('case_not_found', '{}', 'PT404');
  end if;
  if not app.is_actor('lead', v_case, v_me) then perform app.refuse('refused', '{}', '42501'); end if;
  return query
    select s.id, s.name,
      (select count(*)::int from app.cases c where c.mediator_id = s.id and c.closed_at is null),
      s.id = v_me.staff_id, coalesce(m.grade, 'none'), coalesce(m.specialities, '{}'), coalesce(m.languages, '{}'),
      away.to_on, (select d.name from app.staff d where d.id = away.deputy_id)
    from app.staff s
    left join app.mediator_profiles m on m.staff_id = s.id
    left join lateral app.leave_of(s.id, v_case.lead_organisation_id, 'mediator') away on true
    where s.active and exists (select 1 from app.posts p where p.staff_id = s.id and p.role = 'mediator'
      and p.organisation_id = v_case.lead_organisation_id and app.is_current(p.valid_from, p.valid_to))
    order by away.to_on is not null, s.id = v_me.staff_id desc, 3, s.name, s.id;
end $$;

create function api.list_mediators(case_id uuid) returns setof api.mediator_choice
language sql stable security invoker set search_path = '' as $$ select * from app.list_mediators(case_id) $$;
comment on function api.list_mediators is
  'Mediators with a current post in the lead organisation: the caller first, then the least busy, those on leave last. Lead organisation only (42501).';

grant execute on function app.list_mediators(uuid), api.list_mediators(uuid) to authenticated;
