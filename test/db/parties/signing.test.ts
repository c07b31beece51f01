import { beforeAll, describe, expect, it } from 'vitest';
import { at } from '../../support/case';
import {
  joined,
  linkFor,
  once,
  type Shared,
  sharedCase,
  sideOf,
  STROKES,
  viewOf,
} from '../../support/parties';
import { actions, openScene, rowOf } from '../../support/scene';

// The written agreement, from its text to its effect.

const scene = openScene();
const anon = () => scene.people.anon;
beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);

const write = (row: { id: string }, changes: object = {}) => ({
  case_id: row.id,
  request_id: once(),
  facts: '楼上卫生间漏水，致楼下天花板起皮。',
  terms: '范小军于十日内修好漏水，并赔偿粉刷费八百元。',
  amount: 800,
  ...changes,
});
const sign = async (holder: object, name: string, changes: object = {}) => {
  const paper = (await viewOf(anon(), holder))!.paper!;
  return {
    ...holder,
    request_id: once(),
    paper_id: paper.id,
    sha256: paper.sha256,
    name,
    strokes: JSON.stringify(STROKES),
    ...changes,
  };
};

describe('a written agreement', () => {
  let row: Shared;
  let respondent: { number: string; tracking_code: string };
  beforeAll(async () => {
    row = await sharedCase(scene, 'mediating');
    respondent = await joined(anon(), await linkFor(scene.actors.mediator, row.id, row.respondentId));
  });

  it('takes effect when both parties, the mediator and the stamp have signed it', async () => {
    await scene.actors.mediator.call('write_agreement', write(row));
    const paper = (await viewOf(anon(), respondent))!.paper!;
    expect(paper.body).toMatch(/申请人：罗春生\n被申请人：范小军/);
    expect(paper.can_sign).toBe(true);
    for (const [changes, code] of [
      [{ name: '范大军' }, 'name_differs'],
      [{ sha256: '0'.repeat(64) }, 'paper_changed'],
      [{ strokes: '[]' }, 'field_required'],
      [{ strokes: '[[[1,1]]]' }, 'field_too_short'],
    ] as const) {
      expect(
        await anon().refused('sign_agreement', await sign(respondent, '范小军', changes)),
        code,
      ).toMatchObject({ code });
    }
    const current = at({ id: row.id, version: Number((await rowOf(scene, row.id)).version) });
    expect(
      await scene.actors.mediator.refused('conclude_case', {
        ...current,
        outcome: 'agreed_written',
        terms: '按协议书履行。',
      }),
    ).toMatchObject({ code: 'paper_unsigned' });
    expect(await actions(scene.actors.mediator, row.id)).not.toContain('conclude_case');
    // Two taps on one phone sign once.
    const twice = await Promise.allSettled([
      anon().call('sign_agreement', await sign(respondent, '范小军')),
      anon().call('sign_agreement', await sign(respondent, '范 小军')),
    ]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // From the first signature on, the text is fixed.
    expect(await scene.actors.mediator.refused('write_agreement', write(row))).toMatchObject({
      code: 'paper_signed',
    });
    await anon().call('sign_agreement', await sign(row.holder, '罗春生'));
    const step = async (verb: string) => {
      const [now] = (await sideOf(scene.actors.mediator, row.id)).papers;
      await scene.actors.mediator.call(verb, {
        paper_id: now!.id,
        expected_version: now!.version,
        request_id: once(),
      });
      return (await sideOf(scene.actors.mediator, row.id)).papers[0]!.in_force_on;
    };
    expect(await step('sign_as_mediator')).toBeNull();
    expect(await step('stamp_agreement')).not.toBeNull();
    const version = Number((await rowOf(scene, row.id)).version);
    await scene.actors.mediator.call('conclude_case', {
      ...at({ id: row.id, version }),
      outcome: 'agreed_written',
      terms: '按协议书履行。',
    });
    expect(
      (await viewOf(anon(), row.holder))!.paper!.signers.every(({ signed_at }) => signed_at !== null),
    ).toBe(true);
  });

  it('keeps its text: nobody can change a line of it', async () => {
    for (const sql of [
      `update app.agreement_papers set terms = '改过的条款' where case_id = $1`,
      'delete from app.agreement_papers where case_id = $1',
      `update app.agreement_signatures set signed_at = now() where paper_id in (select id from app.agreement_papers where case_id = $1)`,
    ])
      expect(await scene.people.owner.refusedRun(sql, [row.id])).toMatchObject({ code: 'append_only' });
    const [whole] = await scene.people.owner.run<{ ok: boolean; open: string }>(
      `select sha256 = encode(extensions.digest(convert_to(app.unseal(body), 'UTF8'), 'sha256'), 'hex') as ok,
         encode(body, 'escape') || (select string_agg(encode(strokes, 'escape'), '') from app.agreement_signatures where paper_id = p.id) as open
       from app.agreement_papers p where case_id = $1`,
      [row.id],
    );
    expect(whole!.ok).toBe(true);
    expect(whole!.open).not.toMatch(/罗春生|\[100/);
  });

  it('is opened in full only by those who work on it, and the opening is logged', async () => {
    const [paper] = (await sideOf(scene.actors.desk, row.id)).papers;
    const [text] = await scene.actors.desk.call<{ body: string }>('read_agreement', { paper_id: paper!.id });
    expect(text!.body).toContain('罗春生');
    const leader = await scene.people.as('changting.leader');
    expect(await leader.refused('read_agreement', { paper_id: paper!.id })).toMatchObject({ state: '42501' });
    const log = await scene.people.owner.run('select reason from app.party_reveals where case_id = $1', [
      row.id,
    ]);
    expect(log).toHaveLength(2);
  });

  it('about a marriage is signed by hand', async () => {
    const family = await sharedCase(scene, 'mediating', {
      type_code: '0101',
      summary: '夫妻分居两年，因孩子抚养和房屋归属协商不成。',
    });
    await scene.people.owner.run(`update app.cases set type_code = '0101' where id = $1`, [family.id]);
    await scene.actors.mediator.call('write_agreement', write(family, { way: 'phone' }));
    const paper = (await viewOf(anon(), family.holder))!.paper!;
    expect(paper).toMatchObject({ way: 'paper', can_sign: false });
    expect(await anon().refused('sign_agreement', await sign(family.holder, '罗春生'))).toMatchObject({
      code: 'paper_only',
    });
    for (const party_id of [family.applicantId, family.respondentId]) {
      const [now] = (await sideOf(scene.actors.mediator, family.id)).papers;
      await scene.actors.mediator.call('record_paper_signature', {
        paper_id: now!.id,
        expected_version: now!.version,
        request_id: once(),
        party_id,
      });
    }
    expect((await viewOf(anon(), family.holder))!.paper!.signers.every(({ signed_at }) => signed_at)).toBe(
      true,
    );
  });
});
