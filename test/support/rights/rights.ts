import { ACTORS, EXTRAS } from './actors';
import { caseAt, type Actors, filing, type Stage, type VerbResult } from '../case';
import type { People, Person } from '../people';
import { type Placed, type Situation, SITUATIONS, STAGES } from './rightsModel';
import { bring } from '../situations';
import type { Scene } from '../scene';

/** The scene of the rights matrix: a case at each stage in two sibling counties, and all actors. */
export interface Rights {
  placed: Placed[];
  /** By account, including `anon` and `stranger`. */
  persons: Map<string, Person>;
  committees: { tingzhou: Actors; shanghang: Actors };
}

/** Inserts the posts that the demo data lacks, without the verbs. */
async function makeExtras({ owner }: People): Promise<void> {
  for (const { account, role, kind, region } of EXTRAS) {
    await owner.run(
      `with person as (insert into auth.users (id, email) values (gen_random_uuid(), $1 || '@example.org') returning id),
         known as (insert into app.staff (id, account, name) select id, $1, '矩阵人员' from person returning id)
       insert into app.posts (staff_id, organisation_id, role)
       select known.id, (select id from app.organisations where kind = $3 and region_code = $4 and active order by name, id limit 1), $2
       from known`,
      [account, role, kind, region],
    );
  }
}

/** A case in 上杭 registered by the reporter of 汀州镇: outside their township, but their own filing. */
async function registered({ people, actors }: Scene): Promise<Placed> {
  const { consent_version: _none, ...filed } = filing({ region_code: '350823' });
  const reporter = await people.as('tingzhou.reporter');
  const [receipt] = await reporter.call<{ number: string }>('register_case', { ...filed, channel: 'grid' });
  const [row] = await people.owner.run<Placed>(
    `select c.id, c.number, c.status, c.version, p.id as "partyId" from app.cases c join app.parties p on p.case_id = c.id
     where c.number = $1 and p.side = 'applicant'`,
    [receipt!.number],
  );
  return {
    ...row!,
    stage: 'submitted',
    region: '350823',
    desk: '350823',
    lead: null,
    mediator: null,
    filedBy: 'tingzhou.reporter',
    actors: actors,
  };
}

/** Sets the scene of the rights matrix. */
export async function openRights(scene: Scene): Promise<Rights> {
  const { people, actors } = scene;
  await makeExtras(people);
  // The matrix takes minutes, and undoing a dispatch must still be possible at its end.
  await people.owner.run(`update app.settings set value = '100000' where name = 'undo_dispatch_minutes'`);
  const placed: Placed[] = [];
  const persons = new Map<string, Person>();
  const [mediator] = await people.owner.run<{ staff_id: string; organisation_id: string }>(
    `select p.staff_id, p.organisation_id from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'shanghang.mediator'`,
  );
  const committees: Rights['committees'] = {
    tingzhou: actors,
    shanghang: {
      anon: people.anon,
      desk: await people.as('shanghang.dispatcher'),
      mediator: await people.as('shanghang.mediator'),
      mediatorId: mediator!.staff_id,
      committeeId: mediator!.organisation_id,
    },
  };
  const places = [
    {
      region: '350821100010',
      actors: actors,
      lead: { kind: 'people_mediation', region: '350821100' },
      mediator: 'tingzhou.mediator',
    },
    {
      region: '350823',
      actors: committees.shanghang,
      lead: { kind: 'people_mediation', region: '350823' },
      mediator: 'shanghang.mediator',
    },
  ];
  for (const place of places) {
    const [other] = await people.owner.run<{ id: string }>(
      `select id from app.organisations where kind = 'people_mediation' and region_code = $1`,
      [place.region.length > 6 ? place.region : '350823100'],
    );
    place.actors.otherId = other!.id;
    const putDown = async (stage: Placed['stage'], row: VerbResult) => {
      const [party] = await people.owner.run<{ id: string }>(
        'select id from app.parties where case_id = $1 limit 1',
        [row.id],
      );
      const reached = STAGES.indexOf(stage in SITUATIONS ? SITUATIONS[stage as Situation] : (stage as Stage));
      placed.push({
        ...row,
        stage,
        region: place.region,
        desk: place.region.slice(0, 6),
        lead: reached >= STAGES.indexOf('dispatched') ? place.lead : null,
        mediator: reached >= STAGES.indexOf('assigned') ? place.mediator : null,
        filedBy: null,
        partyId: party!.id,
        actors: place.actors,
      });
    };
    for (const stage of STAGES) {
      const row = await caseAt(people, place.actors, stage, { region_code: place.region });
      if (stage === 'accepted') place.actors.twinId = row.id;
      await putDown(stage, row);
    }
    for (const [situation, stage] of Object.entries(SITUATIONS) as [Situation, Stage][]) {
      const row = await caseAt(people, place.actors, stage, { region_code: place.region });
      await putDown(situation, await bring(people, place.actors, row, situation));
    }
  }
  placed.push({ ...(await registered(scene)), actors: committees.shanghang });
  for (const actor of ACTORS) {
    persons.set(
      actor.account,
      actor.account === 'anon'
        ? people.anon
        : actor.role === null
          ? await people.stranger()
          : await people.as(actor.account),
    );
  }
  return { placed, persons, committees };
}
