import { beforeAll, expect, it } from 'vitest';
import { joined, linkFor, once, sharedCase, viewOf } from '../../support/parties';
import { openScene } from '../../support/scene';

// Photos that a party adds with number and code.

const scene = openScene();
const anon = () => scene.people.anon;
beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);

it('photos added by a party belong to that party, are accepted once, and are hidden from other parties', async () => {
  const row = await sharedCase(scene, 'mediating');
  const respondent = await joined(anon(), await linkFor(scene.actors.mediator, row.id, row.respondentId));
  const request_id = once();
  const [ticket] = await anon().call<{ folder: string }>('open_party_upload', { ...respondent, request_id });
  expect(
    await anon().refused('add_evidence', { ...respondent, request_id, note: '漏水点照片' }),
  ).toMatchObject({
    code: 'field_required',
  });
  await scene.people.owner.run(
    `insert into storage.objects (bucket_id, name, metadata) values ('case-evidence', $1 || '/' || gen_random_uuid() || '.jpg', '{"mimetype": "image/jpeg", "size": 1000}')`,
    [ticket!.folder],
  );
  for (let twice = 0; twice < 2; twice += 1)
    await anon().call('add_evidence', { ...respondent, request_id, note: '漏水点照片' });
  const evidence = await scene.actors.mediator.run('select side, note from api.evidence where case_id = $1', [
    row.id,
  ]);
  expect(evidence).toEqual([{ side: 'respondent', note: '漏水点照片' }]);
  expect(JSON.stringify(await viewOf(anon(), respondent))).toContain('漏水点照片');
  expect(JSON.stringify(await viewOf(anon(), row.holder))).not.toContain('漏水点照片');
  await anon().call('withdraw_application', { ...row.holder, request_id: once(), reason: '已经和好了' });
  expect(await anon().refused('open_party_upload', { ...respondent, request_id: once() })).toMatchObject({
    code: 'not_possible_now',
  });
});
