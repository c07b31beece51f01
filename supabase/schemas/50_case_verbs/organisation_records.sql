-- The results of an organisation by type of dispute, used by the dispatch suggestions.

create function app.count_record(p_case app.cases) returns void
language sql volatile set search_path = '' as $$
  insert into app.organisation_records as r (organisation_id, type_code, settled, not_settled)
  select p_case.lead_organisation_id, coalesce(t.parent_code, t.code), (p_case.outcome like 'agreed%')::int, (p_case.outcome = 'not_settled')::int
  from app.dispute_types t
  where t.code = p_case.type_code and p_case.lead_organisation_id is not null and p_case.outcome = any (app.mediation_outcomes())
  on conflict (organisation_id, type_code) do update
    set settled = r.settled + excluded.settled, not_settled = r.not_settled + excluded.not_settled
$$;
