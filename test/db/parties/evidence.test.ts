import { beforeAll, describe, expect, it } from 'vitest';
import { filing, type Receipt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

interface Ticket {
  folder: string;
  expires_at: Date;
  max_files: number;
  max_bytes: number;
  closed: boolean;
}

const open = async (request_id: string) =>
  (await scene.people.anon.call<Ticket>('open_upload', { request_id }))[0]!;
const nameIn = (folder: string) => `${folder}/${crypto.randomUUID()}.jpg`;
/** Inserts the row of a file as the storage service does, with the caller's role. */
const put = (name: string, person = scene.people.anon) =>
  person.run(
    `insert into storage.objects (bucket_id, name, metadata) values ('case-evidence', $1, '{"mimetype": "image/jpeg", "size": 120345}')`,
    [name],
  );
const storedFiles = () =>
  scene.people.owner.run<{ name: string }>(
    `select name from storage.objects where bucket_id = 'case-evidence'`,
  );
const idOf = async (number: string) =>
  (await scene.people.owner.run<{ id: string }>('select id from app.cases where number = $1', [number]))[0]!
    .id;

beforeAll(() =>
  scene.people.owner.run(`update app.settings set value = '1000' where name = 'open_upload_per_hour'`),
);

describe('photos of a filing', () => {
  it('go into the folder of its ticket and belong to the case once it is filed', async () => {
    const form = filing();
    const ticket = await open(form.request_id);
    expect(ticket).toMatchObject({ max_files: 9, max_bytes: 10_000_000, closed: false });
    await put(nameIn(ticket.folder));
    await put(nameIn(ticket.folder));
    const [receipt] = await scene.people.anon.call<Receipt>('file_case', form);
    const id = await idOf(receipt!.number);
    const shown = await scene.actors.desk.run(
      'select side, mime, bytes from api.evidence where case_id = $1',
      [id],
    );
    const photo = { side: 'applicant', mime: 'image/jpeg', bytes: 120345 };
    expect(shown).toEqual([photo, photo]);
    // Repeating the filing adds nothing, and no more files can be uploaded.
    await scene.people.anon.call('file_case', form);
    await expect(put(nameIn(ticket.folder))).rejects.toMatchObject({ code: '42501' });
    expect(await open(form.request_id)).toMatchObject({ folder: ticket.folder, closed: true });
  });

  it('are accepted only with a ticket, under a valid name, and at most nine', async () => {
    const ticket = await open(crypto.randomUUID());
    for (const name of [
      nameIn(crypto.randomUUID()),
      `${ticket.folder}/photo.jpg`,
      `${ticket.folder}/${crypto.randomUUID()}.svg`,
      `${ticket.folder}/../${crypto.randomUUID()}.jpg`,
      `x/${nameIn(ticket.folder)}`,
      ticket.folder,
    ])
      await expect(put(name), name).rejects.toMatchObject({ code: '42501' });
    for (let n = 0; n < 9; n += 1) await put(nameIn(ticket.folder));
    await expect(put(nameIn(ticket.folder))).rejects.toMatchObject({ code: '42501' });
    // The desk has no ticket either.
    await expect(put(nameIn(crypto.randomUUID()), scene.actors.desk)).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('cannot be listed, replaced or removed by the sender', async () => {
    const ticket = await open(crypto.randomUUID());
    await put(nameIn(ticket.folder));
    const { anon } = scene.people;
    expect(await anon.run(`select name from storage.objects`)).toEqual([]);
    await anon.run(`update storage.objects set name = 'x' where bucket_id = 'case-evidence'`);
    await anon.run(`delete from storage.objects where bucket_id = 'case-evidence'`);
    expect((await storedFiles()).filter(({ name }) => name.startsWith(ticket.folder))).toHaveLength(1);
  });

  it('can be seen by those who may read the case, and by no administrator', async () => {
    const form = filing({ region_code: '350823' });
    const ticket = await open(form.request_id);
    const name = nameIn(ticket.folder);
    await put(name);
    await scene.people.anon.call('file_case', form);
    const sees = async (account: string) =>
      (await (await scene.people.as(account)).run(`select 1 from storage.objects where name = $1`, [name]))
        .length === 1;
    expect(await sees('shanghang.dispatcher')).toBe(true);
    expect(await sees('city.leader')).toBe(true);
    expect(await sees('changting.dispatcher')).toBe(false);
    expect(await sees('city.administrator')).toBe(false);
  });

  it('that no filing uses are removed after a while, and those of a case are kept', async () => {
    const [kept, lost] = [filing(), crypto.randomUUID()];
    const mine = await open(kept.request_id);
    const taken = nameIn(mine.folder);
    await put(taken);
    await scene.people.anon.call('file_case', kept);
    const orphan = nameIn((await open(lost)).folder);
    await put(orphan);
    const queue = async () =>
      (await scene.people.owner.run<{ path: string }>('select path from app.removed_files')).map(
        ({ path }) => path,
      );
    await scene.people.owner.run('select app.tick_uploads(1000)');
    expect(await queue()).toEqual([]);
    await scene.people.owner.run(`update app.upload_tickets set expires_at = now() - interval '61 minutes'`);
    await scene.people.owner.run('select app.tick_uploads(1000)');
    expect(await queue()).toContain(orphan);
    expect(await queue()).not.toContain(taken);
  });

  it('are no longer accepted when the ticket has expired', async () => {
    const request = crypto.randomUUID();
    const { folder } = await open(request);
    await scene.people.owner.run(
      `update app.upload_tickets set expires_at = now() - interval '1 second' where id = $1`,
      [folder],
    );
    await expect(put(nameIn(folder))).rejects.toMatchObject({ code: '42501' });
    // A repeated request extends the ticket, and its folder accepts files again.
    expect((await open(request)).folder).toBe(folder);
    await put(nameIn(folder));
  });

  it('are throttled for an address that opens folder after folder', async () => {
    await scene.people.owner.run(`update app.settings set value = '1' where name = 'open_upload_per_hour'`);
    expect(await scene.people.anon.refused('open_upload', { request_id: crypto.randomUUID() })).toMatchObject(
      { state: 'PT429', code: 'too_many_requests' },
    );
  });
});
