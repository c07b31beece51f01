import { beforeAll, describe, expect, it } from 'vitest';
import { ACTORS } from '../../support/rights/actors';
import { caseAt, filing } from '../../support/case';
import { openRights, type Rights } from '../../support/rights/rights';
import { openScene } from '../../support/scene';

// Who can see a case, and why; the counts in the tree and the results; who may register disputes by which channel.

const scene = openScene();
let { placed, persons } = {} as Rights;
beforeAll(async () => {
  ({ placed, persons } = await openRights(scene));
}, 120_000);

interface Viewer {
  staff_id: string;
  role: string;
  reason: string;
  reason_region: string | null;
  opens_data: boolean;
  acts: boolean;
}

describe('“who can see this case, and why”', () => {
  it('names exactly the people who can, who may unmask, and who may act', async () => {
    const accounts = new Map(
      (
        await scene.people.owner.run<{ id: string; account: string }>('select id, account from app.staff')
      ).map(({ id, account }) => [id, account]),
    );
    const leader = await scene.people.as('city.leader');
    const wrong: string[] = [];
    for (const row of placed) {
      const reported = await leader.call<Viewer>('who_sees', { case_id: row.id });
      const named = reported.map(({ staff_id }) => accounts.get(staff_id)!).sort();
      const able: string[] = [];
      for (const actor of ACTORS.filter(({ role }) => role !== null)) {
        const person = persons.get(actor.account)!;
        if ((await person.run('select 1 from api.cases where id = $1', [row.id])).length > 0)
          able.push(actor.account);
        const viewer = reported.find(({ staff_id }) => accounts.get(staff_id) === actor.account);
        const acts = viewer
          ? (await person.call('available_actions', { case_id: row.id })).length > 0
          : false;
        if (acts !== (viewer?.acts ?? false)) wrong.push(`${actor.account} acts on ${row.stage}: ${acts}`);
        const opens = await person
          .call('reveal_party', { party_id: row.partyId, reason: '核对当事人信息' })
          .then(
            () => true,
            () => false,
          );
        if (opens !== (viewer?.opens_data ?? false))
          wrong.push(`${actor.account} opens data at ${row.stage}: ${opens}`);
      }
      if (JSON.stringify(named) !== JSON.stringify(able.sort()))
        wrong.push(`${row.region} ${row.stage}: told ${named.join()}, able ${able.join()}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('gives each of them a reason', async () => {
    const row = placed.find(({ stage, region }) => stage === 'mediating' && region !== '350823')!;
    const reported = await scene.actors.desk.call<Viewer>('who_sees', { case_id: row.id });
    const reasons = new Set(reported.map(({ reason }) => reason));
    expect(reasons).toEqual(new Set(['mediator', 'lead', 'desk', 'territory']));
    expect(
      reported.filter(({ reason }) => reason === 'territory').every(({ reason_region }) => reason_region),
    ).toBe(true);
    const filed = placed.find(({ filedBy }) => filedBy !== null)!;
    const desk = await scene.people.as('shanghang.dispatcher');
    expect(
      (await desk.call<Viewer>('who_sees', { case_id: filed.id })).filter(({ reason }) => reason === 'filed'),
    ).toMatchObject([{ role: 'reporter', opens_data: false, acts: false }]);
  });
});

describe('the region tree', () => {
  it('shows each level with its counts, and people only to those who may know them', async () => {
    const leader = await scene.people.as('changting.leader');
    const counties = await leader.call<{ code: string; children: number; people: number | null }>(
      'region_tree',
      {
        parent_code: '3508',
      },
    );
    expect(counties).toHaveLength(7);
    expect(counties.find(({ code }) => code === '350821')!.people).toBeGreaterThan(5);
    expect(counties.find(({ code }) => code === '350823')!.people).toBeNull();
    expect(counties.reduce((sum, { children }) => sum + children, 0)).toBe(133);
  });
});

describe('an organisation’s results', () => {
  it('count its open cases and what it settled within a year', async () => {
    await caseAt(scene.people, scene.actors, 'closed');
    const [results] = await scene.actors.mediator.call<{
      open_cases: number;
      closed: number;
      settled: number;
    }>('organisation_results', { organisation_id: scene.actors.committeeId });
    const [counted] = await scene.people.owner.run<{ open: number; closed: number }>(
      `select count(*) filter (where closed_at is null)::int as open, count(*) filter (where closed_at is not null)::int as closed
       from app.cases where lead_organisation_id = $1`,
      [scene.actors.committeeId],
    );
    expect(results).toMatchObject({
      open_cases: counted!.open,
      closed: counted!.closed,
      settled: counted!.closed,
    });
  });
});

describe('registering a dispute for somebody', () => {
  const reported = (changes: object = {}) => {
    const { consent_version: _none, ...rest } = filing(changes);
    return rest;
  };

  it('is allowed only by the channels of one’s role', async () => {
    const wrong: string[] = [];
    const allowed: Record<string, string[]> = {
      reporter: ['grid'],
      mediator: ['mediator'],
      dispatcher: [
        'court',
        'department',
        'elongyan',
        'hotline',
        'labour',
        'petition',
        'police',
        'procuratorate',
      ],
    };
    const channels = await scene.people.owner.run<{ code: string }>('select code from app.channels');
    for (const [role, account] of [
      ['reporter', 'tingzhou.reporter'],
      ['mediator', 'tingzhou.mediator'],
      ['dispatcher', 'changting.dispatcher'],
    ] as const) {
      const person = await scene.people.as(account);
      for (const { code } of channels) {
        const args = {
          ...reported(),
          channel: code,
          external_number: `${role} 26-118`,
          people_count: 6,
          amount: 5000,
        };
        const done = await person.call('register_case', args).then(
          () => 'ok',
          (error: Error) => error.message,
        );
        const expected = allowed[role]!.includes(code) ? 'ok' : 'unknown_choice';
        if (done !== expected) wrong.push(`${role} ${code}: ${done}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('needs no telephone number of the applicant, and returns a receipt for them', async () => {
    const reporter = await scene.people.as('tingzhou.reporter');
    const request = { ...reported({ applicant: { kind: 'person', name: '罗春生' } }), channel: 'grid' };
    const [receipt] = await reporter.call<{ number: string; tracking_code: string }>(
      'register_case',
      request,
    );
    expect(await reporter.call('register_case', request)).toEqual([receipt]);
    expect(
      await scene.people.anon.call('track_case', {
        number: receipt!.number,
        tracking_code: receipt!.tracking_code,
      }),
    ).toMatchObject([{ status: 'submitted' }]);
    expect(
      await reporter.run('select channel, filed_by is not null as mine from api.cases where number = $1', [
        receipt!.number,
      ]),
    ).toEqual([{ channel: 'grid', mine: true }]);
  });
});

describe('a signed-in person without a post', () => {
  it('files as the public does', async () => {
    const stranger = await scene.people.stranger();
    const request = filing();
    const [receipt] = await stranger.call('file_case', request);
    expect(await stranger.call('file_case', request)).toEqual([receipt]);
  });
});
