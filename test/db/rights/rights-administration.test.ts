import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTORS, CENTRE, type Actor } from '../../support/rights/actors';
import { openAdministration } from '../../support/rights/administration';
import { attempts } from '../../support/rights/administrationModel';
import { administers, administersRegion, type Objects } from '../../support/rights/administrationRules';
import { allowTakingBack, answerOf, call, fingerprintOf, tryAndTakeBack } from '../../support/wire/attempt';
import { openRights, type Rights } from '../../support/rights/rights';
import { openScene } from '../../support/scene';

// Every verb of administration × every role and level × own, sibling, parent and child scope; and the views that
// show each post its own part.

const scene = openScene();
let { persons, placed } = {} as Rights;
let objects: Objects;
let cells = 0;
beforeAll(async () => {
  ({ persons, placed } = await openRights(scene));
  objects = await openAdministration(scene);
  await allowTakingBack(scene.people.owner);
}, 120_000);
afterAll(() => process.stdout.write(`rights of administration: ${cells} cells\n`));

describe('administration verbs', () => {
  it('are allowed only within the caller’s reach, and a refusal changes nothing', async () => {
    const before = await fingerprintOf(scene.people);
    const wrong: string[] = [];
    for (const { name, target, args, expected } of attempts(objects)) {
      for (const actor of ACTORS) {
        const wanted = expected(actor);
        const person = persons.get(actor.account)!;
        const answer = await (wanted === 'ok' ? tryAndTakeBack : call)(person, name, args());
        cells += 1;
        if (answer !== wanted)
          wrong.push(`${actor.account} ${name} ${target}: ${answer}, expected ${wanted}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprintOf(scene.people)).toEqual(before);
  }, 300_000);

  it('that need no post are open to all, and reveal nothing to strangers', async () => {
    for (const actor of ACTORS) {
      cells += 5;
      const person = persons.get(actor.account)!;
      const anon = actor.account === 'anon';
      expect(await person.call('read_invitation', { token: 'ff00' }), actor.account).toEqual([]);
      expect(await call(person, 'reset_password', { token: 'ff00', password: 'mediation-2027' })).toBe(
        'PT404 invitation_invalid',
      );
      expect(await call(person, 'accept_invitation', { token: 'ff00' })).toBe(
        anon ? 'denied' : 'PT404 invitation_invalid',
      );
      expect(await call(person, 'my_sessions', {})).toBe(anon ? 'denied' : 'ok');
      expect(await call(person, 'end_session', {})).toBe(anon ? 'denied' : 'ok');
    }
  });
});

/** Whether an actor may read the records of an organisation. */
const oversees = (actor: Actor, kind: string, region: string, roles = ['administrator', 'leader']) =>
  roles.includes(actor.role ?? '') &&
  ((actor.kind === kind && actor.region === region) ||
    (actor.kind === CENTRE && region.startsWith(actor.region)));

/** Compares the rows that each actor finds in a view with what the rule says. */
async function found(sql: string, expected: (actor: Actor) => string[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const actor of ACTORS) {
    cells += 1;
    const work = persons.get(actor.account)!.run<{ key: string }>(sql);
    if (actor.account === 'anon') {
      if ((await answerOf(work)) !== 'denied') wrong.push('anon reads');
      continue;
    }
    const keys = (await work).map(({ key }) => key).sort();
    const wanted = expected(actor).sort();
    if (JSON.stringify(keys) !== JSON.stringify(wanted))
      wrong.push(`${actor.account}: ${keys.join()} expected ${wanted.join()}`);
  }
  return wrong;
}

/** A suspended person: a colleague in the lists, and no actor. */
const suspended = (): Actor => ({ ...objects.suspended, ...objects.suspended.office });

/** Accounts of people whose posts an actor may read. */
const colleaguesOf = (actor: Actor) =>
  [...ACTORS, suspended()]
    .filter(
      (one) =>
        actor.role !== null &&
        one.role !== null &&
        (one.account === actor.account ||
          (actor.role !== 'reporter' && one.kind === actor.kind && one.region === actor.region) ||
          oversees(actor, one.kind, one.region)),
    )
    .map(({ account }) => account);

describe('administration views', () => {
  it('show posts and people: oneself, one’s organisation, and for administrators and leaders their territory', async () => {
    expect(await found('select account as key from api.posts', colleaguesOf)).toEqual([]);
    expect(await found('select account as key from api.staff', colleaguesOf)).toEqual([]);
  });

  it('show leaves to those concerned', async () => {
    const { of } = objects.leave;
    expect(
      await found('select staff_id as key from api.leaves', (actor) =>
        colleaguesOf(actor).includes(of.account) || actor.account === 'tingzhou.mediator' ? [of.id] : [],
      ),
    ).toEqual([]);
  });

  it('show invitations to administrators of the organisation', async () => {
    expect(
      await found('select id as key from api.invitations', (actor) =>
        administers(actor, objects.invitation.office) ? [objects.invitation.id] : [],
      ),
    ).toEqual([]);
  });

  it('show changes of regions to administrators of the territory', async () => {
    expect(
      await found('select id as key from api.region_changes', (actor) =>
        administersRegion(actor, objects.change.code) ? [objects.change.id] : [],
      ),
    ).toEqual([]);
  });

  it('show what the scheduler failed to do to administrators of the place, and failures of a step to the city', async () => {
    const row = placed.find(({ region }) => region.startsWith('350821'))!;
    await scene.people.owner.run(
      `insert into app.tick_failures (step, subject, case_id, error, next_at)
       values ('warnings', '1', $1, '23514', now()), ('map', '', null, '57014', now())`,
      [row.id],
    );
    const seen = (region: string) => (region === '3508' ? ['map', 'warnings'] : ['warnings']);
    expect(
      await found('select step as key from api.tick_failures', (actor) =>
        actor.role === 'administrator' && actor.kind === CENTRE && row.region.startsWith(actor.region!)
          ? seen(actor.region!)
          : [],
      ),
    ).toEqual([]);
  });

  it('show unmaskings to whoever did them, and to leaders and administrators of the place', async () => {
    const row = placed.find(({ region, stage }) => region !== '350823' && stage === 'mediating')!;
    await scene.actors.desk.call('reveal_party', { party_id: row.partyId, reason: '电话通知调解时间' });
    const [{ region_code: region }] = (await scene.people.owner.run<{ region_code: string }>(
      'select region_code from app.party_reveals',
    )) as [{ region_code: string }];
    expect(
      await found('select case_id as key from api.party_reveals', (actor) =>
        actor.account === 'changting.dispatcher' ||
        oversees(actor, 'nothing', region) ||
        (oversees(actor, CENTRE, '350821') && actor.region === '350821')
          ? [row.id]
          : [],
      ),
    ).toEqual([]);
  });

  it('show changes to whoever made them, and to leaders and administrators above', async () => {
    const [committee] = objects.offices.filter(({ kind }) => kind === 'people_mediation');
    const administrator = await scene.people.as('changting.administrator');
    await administrator.call('invite', {
      request_id: crypto.randomUUID(),
      name: '邱建国',
      account: 'qiu.jianguo',
      organisation_id: committee!.id,
      role: 'mediator',
    });
    expect(
      await found('select verb as key from api.administration_events', (actor) =>
        actor.account === 'changting.administrator' || oversees(actor, 'people_mediation', '350821100')
          ? ['invite']
          : [],
      ),
    ).toEqual([]);
  });
});

describe('photos of people', () => {
  it('can be viewed by every staff member, and uploaded by oneself and one’s administrator', async () => {
    const { id, account, office } = objects.colleagues[0]!;
    const { owner } = scene.people;
    await owner.run(`insert into storage.objects (bucket_id, name) values ('staff-photos', $1)`, [
      `${id}/old.jpg`,
    ]);
    const wrong: string[] = [];
    for (const actor of ACTORS) {
      cells += 4;
      const person = persons.get(actor.account)!;
      const inOffice = actor.role !== null;
      const may = inOffice && (actor.account === account || administers(actor, office));
      const seen = await person.run(`select 1 from storage.objects where bucket_id = 'staff-photos'`);
      if (seen.length > 0 !== inOffice) wrong.push(`${actor.account} looks: ${seen.length}`);
      const changes = [
        [
          `insert into storage.objects (bucket_id, name) values ('staff-photos', $1)`,
          `${id}/${actor.account}.jpg`,
        ],
        [`insert into storage.objects (bucket_id, name) values ('other', $1)`, `${id}/x.jpg`],
      ] as const;
      const [mine, other] = [
        await answerOf(person.run(changes[0][0], [changes[0][1]])),
        await answerOf(person.run(changes[1][0], [changes[1][1]])),
      ];
      if ((mine === 'ok') !== may) wrong.push(`${actor.account} puts: ${mine}`);
      if (other === 'ok') wrong.push(`${actor.account} puts elsewhere`);
      const gone = await person.run(
        `update storage.objects set name = name where bucket_id = 'staff-photos' and name = $1 returning 1`,
        [`${id}/old.jpg`],
      );
      if (gone.length > 0 !== may) wrong.push(`${actor.account} replaces: ${gone.length}`);
    }
    expect(wrong).toEqual([]);
  });
});
