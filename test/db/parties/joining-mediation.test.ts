import { beforeAll, describe, expect, it } from 'vitest';
import { joined, linkFor, once, sharedCase, sideOf, viewOf } from '../../support/parties';
import { openScene } from '../../support/scene';

// Another party joins by a link.

const scene = openScene();
const anon = () => scene.people.anon;
beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '100000' where name like '%_per_hour'`),
);

describe('another party', () => {
  it('joins once by a link, follows with its own code, and never sees what belongs to the first', async () => {
    const row = await sharedCase(scene, 'mediating', {
      applicant: {
        kind: 'person',
        name: '罗春生',
        phone: '13859701234',
        id_number: '11010519491231002X',
        address: '水东街 88 号',
      },
    });
    await anon().call('write_message', {
      request_id: once(),
      ...row.holder,
      kind: 'statement',
      message: '我手里有当时的录音。',
    });
    const token = await linkFor(scene.actors.mediator, row.id, row.respondentId);
    const [opened] = await anon().call('read_party_link', { token });
    expect(opened).toMatchObject({
      own_name: '范某',
      applicant_name: '罗某',
      side: 'respondent',
      number: row.number,
    });
    expect(JSON.stringify(opened)).not.toMatch(/罗春生|1385970|水东街|录音|0002X/);
    // The text they read before deciding stays readable under its version.
    const { consent_version, consent_words } = opened as { consent_version: string; consent_words: object };
    expect(
      await scene.actors.mediator.run('select reader, texts from api.consent_texts where version = $1', [
        consent_version,
      ]),
    ).toEqual([{ reader: 'party', texts: consent_words }]);
    const request_id = once();
    const join = {
      token,
      request_id,
      decision: 'agree',
      consent_version: 'P2026-11',
      message: '我愿意修，但钱要商量。',
    };
    // The applicants' text is not the one that was shown here.
    expect(
      await anon().refused('join_mediation', { ...join, request_id: once(), consent_version: '2026-11' }),
    ).toMatchObject({ code: 'consent_outdated' });
    const [own] = await anon().call<{ number: string; tracking_code: string }>('join_mediation', join);
    // The first response may have been lost on the network.
    expect(await anon().call('join_mediation', join)).toEqual([own]);
    expect(await anon().call('read_party_link', { token })).toEqual([]);
    expect(await anon().call('join_mediation', { ...join, request_id: once() })).toEqual([]);
    const respondent = { number: own!.number, tracking_code: own!.tracking_code };
    const view = await viewOf(anon(), respondent);
    expect(view).toMatchObject({ side: 'respondent', decision: 'agree', can_decide: true });
    expect(view!.messages.map(({ message }) => message)).toEqual(['我愿意修，但钱要商量。']);
    const [tracked] = await anon().call('track_case', respondent);
    expect(tracked).toMatchObject({ number: row.number, can_withdraw: false, answer: null });
    expect(JSON.stringify([view, tracked])).not.toMatch(/罗春生|1385970|水东街|录音|0002X/);
    // And the first party sees nothing of the other.
    expect(JSON.stringify(await viewOf(anon(), row.holder))).not.toMatch(/范小军|钱要商量/);
    // Only the applicant may withdraw the application.
    expect(
      await anon().call('withdraw_application', { ...respondent, request_id: once(), reason: '不想调了' }),
    ).toEqual([]);
  });

  it('may decline, and agree later: recorded with time and version of the text', async () => {
    const row = await sharedCase(scene, 'mediating');
    const token = await linkFor(scene.actors.desk, row.id, row.respondentId);
    const respondent = await joined(anon(), token, { decision: 'decline' });
    expect(await viewOf(anon(), respondent)).toMatchObject({ decision: 'decline' });
    const notices = await scene.actors.mediator.run(
      'select kind from api.notices where case_id = $1 order by id desc limit 1',
      [row.id],
    );
    expect(notices).toEqual([{ kind: 'declined' }]);
    await anon().call('decide_mediation', { ...respondent, request_id: once(), decision: 'agree' });
    const consents = await scene.people.owner.run(
      'select kind, given, version from app.party_consents where case_id = $1 order by id',
      [row.id],
    );
    expect(consents).toEqual([
      { kind: 'mediation', given: false, version: 'P2026-11' },
      { kind: 'mediation', given: true, version: 'P2026-11' },
    ]);
    expect(
      await anon().refused('decide_mediation', { ...row.holder, request_id: once(), decision: 'decline' }),
    ).toMatchObject({
      code: 'applicant_withdraws',
    });
  });

  it('cannot use a link that was revoked, replaced, or has expired', async () => {
    const row = await sharedCase(scene, 'mediating');
    const first = await linkFor(scene.actors.desk, row.id, row.respondentId);
    const second = await linkFor(scene.actors.desk, row.id, row.respondentId);
    expect(await anon().call('read_party_link', { token: first })).toEqual([]);
    const [link] = (await sideOf(scene.actors.desk, row.id)).links;
    await scene.actors.desk.call('revoke_party_link', {
      link_id: link!.id,
      expected_version: link!.version,
      request_id: once(),
    });
    expect(await anon().call('read_party_link', { token: second })).toEqual([]);
    const third = await linkFor(scene.actors.desk, row.id, row.respondentId);
    await scene.people.owner.run(
      `update app.party_links set expires_at = now() - interval '1 minute' where case_id = $1`,
      [row.id],
    );
    expect(await anon().call('read_party_link', { token: third })).toEqual([]);
    expect(
      await scene.actors.desk.refused('invite_party', {
        case_id: row.id,
        request_id: once(),
        party_id: row.applicantId,
        about: '漏水纠纷',
      }),
    ).toMatchObject({
      code: 'party_has_code',
    });
  });
});
