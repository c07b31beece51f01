import { beforeAll, describe, expect, it } from 'vitest';
import { at, closing } from '../../support/case';
import { joined, linkFor, once, sharedCase } from '../../support/parties';
import { clocks, openScene, rowOf } from '../../support/scene';

const scene = openScene();
const anon = () => scene.people.anon;
beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);

describe('a rating', () => {
  it('is given once by each party, counted for the organisation, and opens a follow-up when it is low', async () => {
    const row = await sharedCase(scene, 'mediating');
    const respondent = await joined(anon(), await linkFor(scene.actors.mediator, row.id, row.respondentId));
    const step = async (by: typeof scene.actors.desk, verb: string, more: object) =>
      by.call(verb, {
        ...at({ id: row.id, version: Number((await rowOf(scene, row.id)).version) }),
        ...more,
      });
    await step(scene.actors.mediator, 'conclude_case', {
      outcome: 'not_settled',
      terms: '双方分歧较大，无法达成一致。',
    });
    const rate = (holder: object, service: number, message?: string) => ({
      ...holder,
      request_id: once(),
      service,
      result: service,
      message,
    });
    expect(await anon().refused('rate_case', rate(row.holder, 5))).toMatchObject({
      code: 'not_possible_now',
    });
    await step(scene.actors.desk, 'close_case', closing);
    expect((await clocks(scene, row.id)).filter(({ stage }) => stage === 'follow_up')).toEqual([]);
    const both = await Promise.allSettled([
      anon().call('rate_case', rate(row.holder, 5)),
      anon().call('rate_case', rate(row.holder, 4)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await anon().call('rate_case', rate(respondent, 1, '一直没人接电话。'));
    expect(await anon().refused('rate_case', rate(respondent, 5))).toMatchObject({ code: 'rated_before' });
    expect((await clocks(scene, row.id)).at(-1)).toMatchObject({ stage: 'follow_up', met: false });
    const notices = await scene.actors.desk.run(
      'select kind from api.notices where case_id = $1 order by id desc limit 1',
      [row.id],
    );
    expect(notices).toEqual([{ kind: 'low_rating' }]);
    const leader = await scene.people.as('changting.leader');
    expect(
      await leader.run('select side, message from api.ratings where case_id = $1 order by at', [row.id]),
    ).toMatchObject([{ side: 'applicant' }, { side: 'respondent', message: '一直没人接电话。' }]);
    const sibling = await scene.people.as('shanghang.dispatcher');
    expect(await sibling.run('select 1 from api.ratings where case_id = $1', [row.id])).toEqual([]);
    // The stored sums equal those of the ratings.
    const wrong = await scene.people.owner.run(
      `select * from (select organisation_id, count(*)::int as n, sum(service)::int as s, sum(result)::int as r from app.ratings group by 1) a
       full join (select organisation_id, sum(n)::int as n, sum(service_sum)::int as s, sum(result_sum)::int as r from app.organisation_ratings group by 1) b
       using (organisation_id, n, s, r) where a.n is null or b.n is null`,
    );
    expect(wrong).toEqual([]);
    expect(
      await scene.people.owner.refusedRun('update app.ratings set service = 5 where case_id = $1', [row.id]),
    ).toMatchObject({
      code: 'append_only',
    });
  });
});
