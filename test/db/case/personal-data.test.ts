import { describe, expect, it } from 'vitest';
import { caseAt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

describe('personal data', () => {
  it('is masked for readers and encrypted at rest', async () => {
    const row = await caseAt(scene.people, scene.actors, 'accepted', {
      applicant: {
        kind: 'person',
        name: '罗春生',
        phone: '13859701234',
        id_number: '11010519491231002X',
        address: '水东街 88 号',
      },
    });
    const [party] = await scene.actors.desk.run<{ id: string }>(
      `select * from api.parties where case_id = $1 and side = 'applicant'`,
      [row.id],
    );
    expect(party).toMatchObject({ name: '罗某', phone: '138****1234', id_number: '110105********002X' });
    const [sealed] = await scene.people.owner.run<{ text: string }>(
      `select encode(name, 'escape') || encode(phone, 'escape') as text from app.parties_private where party_id = $1`,
      [party!.id],
    );
    expect(sealed!.text).not.toMatch(/13859701234|罗春生/);
    const revealed = await scene.actors.desk.call('reveal_party', {
      party_id: party!.id,
      reason: '电话通知补充材料',
    });
    expect(revealed).toEqual([
      { name: '罗春生', phone: '13859701234', id_number: '11010519491231002X', address: '水东街 88 号' },
    ]);
    const log = await scene.people.owner.run('select reason from app.party_reveals where party_id = $1', [
      party!.id,
    ]);
    expect(log).toEqual([{ reason: '电话通知补充材料' }]);
  });

  it('is refused to leaders and administrators, and without a reason, and then no reveal is logged', async () => {
    const row = await caseAt(scene.people, scene.actors, 'accepted');
    const [party] = await scene.people.owner.run<{ id: string }>(
      'select id from app.parties where case_id = $1',
      [row.id],
    );
    const ask = { party_id: party!.id, reason: '了解情况' };
    for (const account of ['changting.leader', 'changting.administrator', 'city.leader', 'city.dispatcher']) {
      expect(await (await scene.people.as(account)).refused('reveal_party', ask)).toMatchObject({
        state: '42501',
      });
    }
    expect(await (await scene.people.as('shanghang.dispatcher')).refused('reveal_party', ask)).toMatchObject({
      state: 'PT404',
    });
    expect(await scene.actors.desk.refused('reveal_party', { ...ask, reason: ' ' })).toMatchObject({
      code: 'field_required',
    });
    expect(
      await scene.people.owner.run('select 1 from app.party_reveals where party_id = $1', [party!.id]),
    ).toEqual([]);
  });
});
