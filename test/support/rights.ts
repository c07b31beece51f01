import { ACTORS } from './actors';
import { caseAt, type Cast } from './case';
import type { Person } from './people';
import { type Placed, STAGES } from './rightsModel';
import type { Scene } from './scene';

/** The scene of the rights matrix: a case at each stage in two sibling counties, and everybody who may try. */
export interface Rights {
  placed: Placed[];
  /** By account; `anon` and `stranger` too. */
  persons: Map<string, Person>;
  committees: { tingzhou: Cast; shanghang: Cast };
}

/** Sets the scene of the rights matrix. */
export async function openRights({ people, folk }: Scene): Promise<Rights> {
  const placed: Placed[] = [];
  const persons = new Map<string, Person>();
  const [other] = await people.owner.run<{ staff_id: string; organisation_id: string }>(
    `select p.staff_id, p.organisation_id from app.posts p join app.staff s on s.id = p.staff_id where s.account = 'shanghang.mediator'`,
  );
  const committees = {
    tingzhou: folk,
    shanghang: {
      anon: people.anon,
      desk: await people.as('shanghang.dispatcher'),
      mediator: await people.as('shanghang.mediator'),
      mediatorId: other!.staff_id,
      committeeId: other!.organisation_id,
    },
  };
  const places = [
    {
      region: '350821100010',
      cast: folk,
      lead: { kind: 'people_mediation', region: '350821100' },
      mediator: 'tingzhou.mediator',
    },
    {
      region: '350823',
      cast: committees.shanghang,
      lead: { kind: 'people_mediation', region: '350823' },
      mediator: 'shanghang.mediator',
    },
  ];
  for (const place of places) {
    for (const stage of STAGES) {
      const row = await caseAt(people, place.cast, stage, { region_code: place.region });
      const [party] = await people.owner.run<{ id: string }>(
        'select id from app.parties where case_id = $1 limit 1',
        [row.id],
      );
      const reached = STAGES.indexOf(stage);
      placed.push({
        ...row,
        stage,
        region: place.region,
        desk: place.region.slice(0, 6),
        lead: reached >= STAGES.indexOf('dispatched') ? place.lead : null,
        mediator: reached >= STAGES.indexOf('received') ? place.mediator : null,
        partyId: party!.id,
        cast: place.cast,
      });
    }
  }
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
