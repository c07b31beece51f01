import { beforeAll, describe, expect, it } from 'vitest';
import { openScene } from '../../support/scene';
import { type Ground, openGround, walk, type Walked } from '../../support/walk/walk';

// Random people try random verbs on many cases at once; an independent model predicts the result of each try.
// Afterwards the invariants of a case's life hold for every one of them. WALK_SEED repeats a run, WALK_TRIES
// lengthens it.

const scene = openScene();
const SEED = Number(process.env.WALK_SEED ?? 20_261_124);
const TRIES = Number(process.env.WALK_TRIES ?? 10_000);
const AT_ONCE = 6;

let ground: Ground;
const walked: Walked[] = [];
beforeAll(async () => {
  ground = await openGround(scene.people);
  // No deadline may expire during the random walks.
  await scene.people.owner.run(
    `update app.settings set value = '100000' where name like '%_per_hour' or name = 'undo_dispatch_minutes'`,
  );
});

const count = (of: (one: Walked) => number) => walked.reduce((sum, one) => sum + of(one), 0);

describe('the life of a case under random verbs', () => {
  it('always follows the model, whoever tries what', async () => {
    let seed = SEED;
    while (count(({ tried }) => tried) < TRIES && walked.every(({ faults }) => faults.length === 0)) {
      walked.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => walk(ground, seed++, 100)))));
    }
    process.stdout.write(
      `walked ${walked.length} cases from seed ${SEED}: ${count(({ tried }) => tried)} verbs tried, ${count(({ done }) => done)} done\n`,
    );
    expect(walked.flatMap(({ faults }) => faults)).toEqual([]);
    expect(count(({ tried }) => tried)).toBeGreaterThanOrEqual(TRIES);
  }, 600_000);

  it('reaches every stage', async () => {
    const reached = await scene.people.owner.run<{ status: string }>(
      'select distinct to_status as status from app.case_events order by 1',
    );
    expect(reached.map(({ status }) => status)).toEqual([
      'accepted',
      'agreed',
      'answered',
      'assigned',
      'closed',
      'dispatched',
      'mediating',
      'merged',
      'needs_info',
      'not_settled',
      'referred',
      'rejected',
      'submitted',
      'withdrawn',
    ]);
  });

  const invariants: [what: string, sql: string][] = [
    [
      'exactly one desk answers for a case, and exactly one lead after dispatch',
      `select c.number from app.cases c where (select count(*) from app.case_participants p where p.case_id = c.id and p.part = 'desk' and p.until is null) <> 1
         or (select count(*) from app.case_participants p where p.case_id = c.id and p.part = 'lead' and p.until is null)
            <> (c.lead_organisation_id is not null)::int`,
    ],
    [
      'each change stands in the history, in order, by somebody with a post or by the system',
      `select c.number from app.cases c where c.version <> (select count(*) from app.case_events e where e.case_id = c.id)
         or app.broken_event(c.id) is not null
         or exists (select 1 from app.case_events e where e.case_id = c.id and e.actor_kind = 'staff' and (e.post_id is null or e.organisation_id is null))`,
    ],
    [
      'no clock is lost: an open case has the clock of its stage, running or standing still',
      `select c.number || ' ' || c.status from app.cases c where c.closed_at is null and not exists (
         select 1 from app.deadlines d where d.case_id = c.id and d.met_at is null and d.stage = any (case c.status
           when 'submitted' then array['accept'] when 'needs_info' then array['supplement'] when 'accepted' then array['dispatch']
           when 'dispatched' then array['sign'] when 'assigned' then array['contact', 'mediate'] when 'mediating' then array['mediate']
           else array['close'] end))`,
    ],
    [
      'a case that has ended has no clock but the court’s and the follow-up’s',
      `select c.number || ' ' || d.stage from app.cases c join app.deadlines d on d.case_id = c.id and d.met_at is null
       where c.closed_at is not null and d.stage not in ('confirm', 'follow_up')`,
    ],
    [
      'lists show the next clock that runs',
      `select c.number from app.cases c where c.due_at is distinct from (select min(d.due_at) from app.deadlines d
         where d.case_id = c.id and d.met_at is null and d.paused_at is null and d.stage not in ('follow_up', 'confirm', 'supervise'))`,
    ],
    [
      'a return is never forgotten',
      `select number from app.cases where return_count <> (select count(*) from app.case_events e where e.case_id = cases.id and e.verb = 'return_case')`,
    ],
    [
      'a dispatch taken back leaves no clock of its own, and no stage in between',
      `select c.number from app.case_events e join app.case_events d on d.case_id = e.case_id and d.seq = e.seq - 1
       join app.cases c on c.id = e.case_id where e.verb = 'undo_dispatch' and (d.verb <> 'dispatch_case' or d.actor_id <> e.actor_id
         or exists (select 1 from app.deadlines x where x.case_id = e.case_id and x.starts_at = d.at)
         or exists (select 1 from app.deadlines x where x.case_id = e.case_id and x.met_at = d.at))`,
    ],
    [
      'closed means outcome, figures and papers',
      `select c.number from app.cases c where c.status = 'closed' and (c.outcome is null or c.people_count is null or c.first_closed_at is null)`,
    ],
    [
      'agreed means an agreement with the day from which it counts, and the term to go to court together',
      `select c.number from app.cases c where c.status = 'agreed' and (not exists (select 1 from app.agreements a where a.case_id = c.id and a.effective_on is not null)
         or not exists (select 1 from app.deadlines d where d.case_id = c.id and d.stage = 'confirm'))`,
    ],
    [
      'merged cases lead to one that is none',
      `with recursive chain as (select id, merged_into, 1 as n from app.cases where merged_into is not null
         union all select chain.id, c.merged_into, n + 1 from chain join app.cases c on c.id = chain.merged_into where c.merged_into is not null and n < 50)
       select id::text from chain where n >= 50`,
    ],
    [
      'a case opened again keeps the figures of its first closing',
      `select c.number from app.cases c where c.reopen_count > 0 and (c.first_closed_at is null or c.first_outcome is null
         or c.first_outcome <> (select e.payload ->> 'outcome' from app.case_events e where e.case_id = c.id and e.verb = 'close_case' order by e.seq limit 1))`,
    ],
    [
      'leaders and administrators never do a mediator’s or a desk’s step',
      `select verb from app.case_events where role in ('leader', 'administrator') and verb not in ('issue_order', 'urge_case', 'accept_answer', 'reject_answer', 'remind_order', 'cancel_order')`,
    ],
    [
      'what stands beside the stage is told on the case itself, and ends with it',
      `select c.number from app.cases c where c.flags <> array(select f.flag from app.case_flags f where f.case_id = c.id and f.ended_at is null order by 1)
         or c.status in ('closed', 'withdrawn', 'referred') and cardinality(c.flags) > 0`,
    ],
    [
      'open cases per organisation are counted right',
      `select o.name from app.organisation_loads l join app.organisations o on o.id = l.organisation_id
       where l.open_cases <> (select count(*) from app.cases c where c.lead_organisation_id = l.organisation_id and c.status in ('dispatched', 'assigned', 'mediating'))`,
    ],
  ];

  it.each(invariants)('keeps the invariant: %s', async (_, sql) => {
    expect(await scene.people.owner.run(sql)).toEqual([]);
  });
});
