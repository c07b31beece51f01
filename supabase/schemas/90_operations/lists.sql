-- The lists of values that the rules know, for forms and filters: no client keeps a list of its own.

create type api.list_value as (list text, code text);
comment on type api.list_value is 'A value of a list; the rows of a list come in its order.';

-- Plain text of the schema, the same for everybody: nothing in it depends on who asks.
create function app.list_values() returns setof api.list_value
language sql immutable parallel safe security definer set search_path = '' as $$
  select l.list, v.code from (values
      ('case_statuses', app.case_statuses()), ('ended_statuses', app.ended_statuses()), ('grades', app.grades()),
      ('difficulties', app.difficulties()), ('outcomes', app.outcomes()), ('mediation_outcomes', app.mediation_outcomes()),
      ('reject_reasons', app.reject_reasons()), ('referral_targets', app.referral_targets()),
      ('party_sides', app.party_sides()), ('session_kinds', app.session_kinds()), ('session_ways', app.session_ways()),
      ('suspend_reasons', app.suspend_reasons()), ('risk_kinds', app.risk_kinds()),
      ('risk_kinds_to_notify', app.risk_kinds_to_notify()), ('performances', app.performances()),
      ('order_statuses', app.order_statuses()), ('deadline_stages', app.deadline_stages()),
      ('deadline_stages_by_law', app.deadline_stages_by_law()), ('time_units', app.time_units()),
      ('organisation_kinds', app.organisation_kinds()), ('roles', app.roles()), ('mediator_grades', app.mediator_grades()),
      ('administered_kinds', app.administered_kinds()), ('administration_verbs', app.administration_verbs()), ('privacy_request_kinds', app.privacy_request_kinds()),
      ('identity_proofs', app.identity_proofs())) l (list, codes)
    cross join lateral unnest(l.codes) with ordinality v (code, place)
    order by l.list, v.place
$$;
create function api.list_values() returns setof api.list_value
language sql stable set search_path = '' as $$ select * from app.list_values() $$;
comment on function api.list_values is
  'Staff: the values that the rules know, list by list in their order, for forms and filters.';
grant execute on function app.list_values(), api.list_values() to authenticated;
