import { describe, expect, it } from 'vitest';
import { filing, type Receipt } from '../../support/case';
import { openScene } from '../../support/scene';

// The text that an applicant agreed to stays readable, word for word, under the version that the case records.

const scene = openScene();
const file = async (changes: object = {}) =>
  (await scene.people.anon.call<Receipt>('file_case', filing(changes)))[0]!;

describe('the consent text', () => {
  const renewed = (version: string, from: string) =>
    scene.people.owner.run(
      `insert into app.consent_texts (version, in_force_from, texts)
       select $1, now() + $2::interval, texts from app.consent_texts where version = '2026-11'`,
      [version, from],
    );

  it('is kept word for word: nobody changes or removes a version, not even its owner', async () => {
    for (const sql of [
      `update app.consent_texts set texts = '{"zh-CN": {}, "en": {}}'`,
      `update app.consent_texts set in_force_from = now()`,
      'delete from app.consent_texts',
      'truncate app.consent_texts',
    ])
      await expect(scene.people.owner.run(sql), sql).rejects.toThrow('append_only');
  });

  it('can be read by whoever works on the case, as the applicant saw it', async () => {
    const { number } = await file();
    const [form] = await scene.people.anon.call<{ filing_form: { consent: { texts: object } } }>(
      'filing_form',
    );
    const seen = await scene.actors.desk.run(
      `select t.texts from api.cases c join api.consent_texts t on t.version = c.consent_version where c.number = $1`,
      [number],
    );
    expect(seen).toEqual([{ texts: form!.filing_form.consent.texts }]);
  });

  it('is in force from its day on, and whoever read an older version must read and agree again', async () => {
    await renewed('next year', '1 year');
    expect((await file()).number).toBeTruthy();
    await renewed('today', '-1 second');
    expect(await scene.people.anon.refused('file_case', filing())).toMatchObject({
      code: 'consent_outdated',
      details: { field: 'consent_version' },
    });
    expect(
      await scene.people.anon.refused('file_case', filing({ consent_version: 'next year' })),
    ).toMatchObject({ code: 'consent_outdated' });
    expect((await file({ consent_version: 'today' })).number).toBeTruthy();
  });
});
