import { describe, expect, it } from 'vitest';
import { at, caseAt, closing } from '../../support/case';
import { openScene } from '../../support/scene';

// Organisations are created, edited, retired and restored by the administrators of their territory.

const scene = openScene();
const id = () => ({ request_id: crypto.randomUUID() });
const form = (changes: object = {}) => ({
  name: '长汀县客家古城文旅纠纷调解委员会',
  kind: 'professional_committee',
  category: 'tourism',
  region_code: '350821',
  region_codes: ['350821100', '350821101'],
  type_codes: ['19', '14'],
  phone: '0597-6831234',
  contact_name: '丘小华',
  contact_phone: '138 5970 1234',
  longitude: 116.36,
  latitude: 25.83,
  capacity: 25,
  duty_hours: '每日 8:00–18:00',
  ...changes,
});
const create = async (changes: object = {}) => {
  const county = await scene.people.as('changting.administrator');
  const [made] = await county.call<{ id: string }>('create_organisation', { ...id(), ...form(changes) });
  return made!.id;
};
const row = async (organisation: string) =>
  (
    await scene.people.owner.run<Record<string, unknown>>('select * from api.organisations where id = $1', [
      organisation,
    ])
  )[0]!;

describe('a new organisation', () => {
  it('is listed in the directory and suggested for its types and area', async () => {
    const made = await create();
    expect(await row(made)).toMatchObject({
      short_name: '长汀县客家古城文旅纠纷调解委员会',
      type_codes: ['14', '19'],
      region_codes: ['350821100', '350821101'],
      contact_phone: '13859701234',
      version: 1,
    });
    const dispute = await caseAt(scene.people, scene.actors, 'submitted', { type_code: '19' });
    await scene.actors.desk.call('accept_case', { ...at(dispute), type_code: '19', grade: 'blue' });
    const suggested = await scene.actors.desk.call<{ organisation_id: string }>('suggest_dispatch', {
      case_id: dispute.id,
    });
    expect(suggested.map(({ organisation_id }) => organisation_id)).toContain(made);
  });

  it.each([
    ['a name in use', { name: '长汀县汀州镇人民调解委员会' }, 'PT409', 'name_taken', 'name'],
    ['no name', { name: ' ' }, 'PT422', 'field_required', 'name'],
    ['an unknown kind', { name: '甲乙丙', kind: 'club' }, 'PT422', 'unknown_choice', 'kind'],
    [
      'a category of another kind',
      { name: '甲乙丙', category: 'police' },
      'PT422',
      'unknown_choice',
      'category',
    ],
    [
      'a second desk',
      { name: '甲乙丙', kind: 'dispatch_centre', category: null },
      'PT409',
      'desk_exists',
      'kind',
    ],
    [
      'an area elsewhere',
      { name: '甲乙丙', region_codes: ['350823'] },
      '42501',
      'outside_scope',
      'region_codes',
    ],
    [
      'a place elsewhere',
      { name: '甲乙丙', region_code: '350823', region_codes: [] },
      '42501',
      'outside_scope',
      'region_code',
    ],
    ['an unknown type', { name: '甲乙丙', type_codes: ['77'] }, 'PT422', 'unknown_choice', 'type_codes'],
    ['half a position', { name: '甲乙丙', latitude: null }, 'PT422', 'invalid_value', 'longitude'],
    ['a place at sea', { name: '甲乙丙', longitude: 'NaN' }, 'PT422', 'out_of_range', 'longitude'],
    ['no capacity', { name: '甲乙丙', capacity: 0 }, 'PT422', 'out_of_range', 'capacity'],
    ['a wrong telephone', { name: '甲乙丙', phone: '12345' }, 'PT422', 'invalid_phone', 'phone'],
  ])('is rejected with %s', async (_, changes, state, code, field) => {
    const county = await scene.people.as('changting.administrator');
    expect(await county.refused('create_organisation', { ...id(), ...form(changes) })).toMatchObject({
      state,
      code,
      details: { field },
    });
  });

  it('is created once by a double click', async () => {
    const county = await scene.people.as('changting.administrator');
    const request = { ...id(), ...form({ name: '长汀县双击调解室', kind: 'function_room', category: null }) };
    const [first, second] = await Promise.all([
      county.call('create_organisation', request),
      county.call('create_organisation', request),
    ]);
    expect(first).toEqual(second);
    expect(
      await scene.people.owner.run(`select 1 from app.organisations where name = '长汀县双击调解室'`),
    ).toHaveLength(1);
  });
});

describe('a joint committee', () => {
  it('serves regions of two counties if the city creates it', async () => {
    const city = await scene.people.as('city.administrator');
    const [made] = await city.call<{ id: string }>('create_organisation', {
      ...id(),
      ...form({
        name: '长汀上杭跨县联合调解委员会',
        region_code: '3508',
        region_codes: ['350821', '350823'],
        type_codes: [],
      }),
    });
    for (const region_code of ['350821100010', '350823']) {
      const dispute = await caseAt(scene.people, scene.actors, 'submitted', { region_code });
      const desk = await scene.people.as(
        region_code === '350823' ? 'shanghang.dispatcher' : 'changting.dispatcher',
      );
      await desk.call('accept_case', { ...at(dispute), type_code: '0202', grade: 'blue' });
      expect(
        await desk.call('dispatch_case', {
          case_id: dispute.id,
          expected_version: 2,
          ...id(),
          organisation_id: made!.id,
        }),
      ).toMatchObject([{ status: 'dispatched' }]);
    }
  });
});

describe('editing an organisation', () => {
  it('detects a concurrent change', async () => {
    const made = await create({ name: '长汀县慢编辑调解室', kind: 'function_room', category: null });
    const county = await scene.people.as('changting.administrator');
    const edit = (phone: string) =>
      county.call('update_organisation', {
        organisation_id: made,
        expected_version: 1,
        ...id(),
        ...form({ name: '长汀县慢编辑调解室', kind: 'function_room', category: null, phone }),
      });
    const results = await Promise.allSettled([edit('05976831111'), edit('05976832222')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [change] = await scene.people.owner.run<{ details: { from: object; to: object } }>(
      `select details from app.administration_events where verb = 'update_organisation' and object_id = $1`,
      [made],
    );
    expect(Object.keys(change!.details.to)).toEqual(['phone']);
  });

  it('never creates a cycle of parents', async () => {
    const above = await create({ name: '长汀县上级调解室', kind: 'function_room', category: null });
    const below = await create({
      name: '长汀县下级调解室',
      kind: 'function_room',
      category: null,
      parent_id: above,
    });
    const county = await scene.people.as('changting.administrator');
    expect(
      await county.refused('update_organisation', {
        organisation_id: above,
        expected_version: 1,
        ...id(),
        ...form({ name: '长汀县上级调解室', kind: 'function_room', category: null, parent_id: below }),
      }),
    ).toMatchObject({ code: 'circle' });
  });
});

describe('retiring an organisation', () => {
  it('waits for open cases, then ends the effect of its posts at once, and can be reversed', async () => {
    const dispute = await caseAt(scene.people, scene.actors, 'assigned');
    const county = await scene.people.as('changting.administrator');
    const versioned = (version: number) => ({
      organisation_id: scene.actors.committeeId,
      expected_version: version,
      ...id(),
    });
    expect(
      await county.refused('retire_organisation', { ...versioned(1), reason: '并入县调委会' }),
    ).toMatchObject({ state: 'PT409', code: 'open_cases' });
    const { mediator, desk } = scene.actors;
    const [held] = await mediator.call<{ version: number }>('log_session', {
      ...at(dispute),
      kind: 'call',
      held_at: new Date(),
      summary: '双方电话中同意和解。',
    });
    const [agreed] = await mediator.call<{ version: number }>('conclude_case', {
      ...at({ ...dispute, ...held }),
      outcome: 'agreed_oral',
      terms: '双方互谅互让，当场履行。',
    });
    await desk.call('close_case', { ...at({ ...dispute, ...agreed }), ...closing });
    await county.call('retire_organisation', { ...versioned(1), reason: '并入县调委会' });
    expect(await mediator.call('who_am_i')).toEqual([]);
    expect(await scene.actors.desk.run('select 1 from api.cases where id = $1', [dispute.id])).toHaveLength(
      1,
    );
    await county.call('restore_organisation', versioned(2));
    expect(await mediator.call('who_am_i')).toHaveLength(1);
  });

  it('waits for cases of which the organisation is only the desk or a co-handler, and for its supervision orders', async () => {
    const county = await scene.people.as('changting.administrator');
    const [township] = await scene.people.owner.run<{ id: string; version: number }>(
      `select id, version from app.organisations where kind = 'dispatch_centre' and region_code = '350821100'`,
    );
    const retire = {
      organisation_id: township!.id,
      expected_version: township!.version,
      reason: '机构改革',
    };
    const dispute = await caseAt(scene.people, scene.actors, 'dispatched');
    const part = (name: string) =>
      scene.people.owner.run(
        `update app.case_participants set organisation_id = case when part = 'desk' and $2 = 'desk' then $3::uuid else organisation_id end
         where case_id = $1`,
        [dispute.id, name, township!.id],
      );
    // The township desk dispatched the case; the committee leads it.
    await part('desk');
    expect(await county.refused('retire_organisation', { ...retire, ...id() })).toMatchObject({
      state: 'PT409',
      code: 'open_cases',
    });
    await scene.people.owner.run(
      `update app.case_participants set until = now() where case_id = $1 and organisation_id = $2`,
      [dispute.id, township!.id],
    );
    await scene.people.owner.run(
      `insert into app.case_participants (case_id, organisation_id, part) values ($1, $2, 'co_handler')`,
      [dispute.id, township!.id],
    );
    expect(await county.refused('retire_organisation', { ...retire, ...id() })).toMatchObject({
      code: 'open_cases',
    });
    await scene.people.owner.run(
      `update app.case_participants set until = now() where case_id = $1 and organisation_id = $2`,
      [dispute.id, township!.id],
    );
    await scene.people.owner.run(
      `insert into app.supervision_orders (number, case_id, case_number, issued_by_organisation_id, issued_by_organisation_name,
         to_organisation_id, to_organisation_name, demand, due_at, warn_at, region_code)
       values ('督1', $1, $2, $3, '镇', $4, '调委会', '请反馈', now(), now(), '350821100')`,
      [dispute.id, dispute.number, township!.id, scene.actors.committeeId],
    );
    expect(await county.refused('retire_organisation', { ...retire, ...id() })).toMatchObject({
      state: 'PT409',
      code: 'open_orders',
    });
  });

  it('never leaves a county without its desk', async () => {
    const city = await scene.people.as('city.administrator');
    const [desk] = await scene.people.owner.run<{ id: string; version: number }>(
      `select id, version from app.organisations where kind = 'dispatch_centre' and region_code = '350824'`,
    );
    expect(
      await city.refused('retire_organisation', {
        organisation_id: desk!.id,
        expected_version: desk!.version,
        ...id(),
        reason: '机构改革',
      }),
    ).toMatchObject({ state: 'PT409', code: 'last_desk' });
  });
});
