import { describe, expect, it } from 'vitest';
import { filing, type Receipt } from '../../support/case';
import { openScene } from '../../support/scene';

const scene = openScene();

interface Source {
  id: string;
  code: string;
  scans: number;
  filings: number;
  active: boolean;
  version: number;
}

const id = () => ({ request_id: crypto.randomUUID() });
async function made(args: object): Promise<Source> {
  const [change] = await scene.actors.desk.call<{ id: string }>('create_source', { ...id(), ...args });
  return look(change!.id);
}
const look = async (source: string): Promise<Source> =>
  (await scene.actors.desk.run<Source>('select * from api.filing_sources where id = $1', [source]))[0]!;
const file = async (changes: object) =>
  (await scene.people.anon.call<Receipt>('file_case', filing(changes)))[0]!;

describe('the code of a poster', () => {
  it('presets the place and counts openings and filings', async () => {
    const source = await made({
      label: '水东街社区大厅海报',
      region_code: '350821100010',
      poster_place: '一楼导办台',
    });
    expect(source.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    const [opened] = await scene.people.anon.call<{ regions: { name: string }[] }>('open_source', {
      code: source.code.toLowerCase(),
    });
    expect(opened!.regions.map(({ name }) => name)).toEqual(['长汀县', '汀州镇', '水东街社区居民委员会']);
    const { number } = await file({ source: source.code });
    expect(await look(source.id)).toMatchObject({ scans: 1, filings: 1, active: true });
    expect(
      await scene.actors.desk.run(
        `select s.label from api.case_sources s join api.cases c on c.id = s.case_id where c.number = $1`,
        [number],
      ),
    ).toEqual([{ label: '水东街社区大厅海报' }]);
    // A repeated filing counts once.
    const form = filing({ source: source.code });
    await scene.people.anon.call('file_case', form);
    await scene.people.anon.call('file_case', form);
    expect(await look(source.id)).toMatchObject({ filings: 2 });
  });

  it('of an organisation presets its place', async () => {
    const source = await made({ label: '调委会门口', organisation_id: scene.actors.committeeId });
    const [opened] = await scene.people.anon.call<{ organisation_name: string; regions: object[] }>(
      'open_source',
      { code: source.code },
    );
    expect(opened).toMatchObject({ organisation_name: expect.stringContaining('汀州镇') as string });
    expect(opened!.regions).toHaveLength(2);
  });

  it('that is retired or unknown never blocks a filing', async () => {
    const source = await made({ label: '旧海报', region_code: '350821' });
    await scene.actors.desk.call('retire_source', { source_id: source.id, expected_version: 1, ...id() });
    expect(await scene.people.anon.call('open_source', { code: source.code })).toEqual([]);
    for (const code of [source.code, 'ZZZZZZZZ', "'; --", 'x'.repeat(5000)])
      expect((await file({ source: code })).number).toMatch(/^350821-/);
    expect(await look(source.id)).toMatchObject({ scans: 0, filings: 0, active: false, version: 2 });
    expect(
      await scene.actors.desk.refused('retire_source', {
        source_id: source.id,
        expected_version: 2,
        ...id(),
      }),
    ).toMatchObject({ code: 'already_so' });
    expect(
      await scene.actors.desk.refused('restore_source', {
        source_id: source.id,
        expected_version: 1,
        ...id(),
      }),
    ).toMatchObject({ state: 'PT409', code: 'stale_record' });
    await scene.actors.desk.call('restore_source', { source_id: source.id, expected_version: 2, ...id() });
    expect(await look(source.id)).toMatchObject({ active: true });
  });
});

describe('further people in one filing', () => {
  const sides = async (number: string) =>
    scene.people.owner.run(
      `select p.side, p.kind, p.name, p.minor from app.parties p join app.cases c on c.id = p.case_id
       where c.number = $1 order by p.side, p.kind`,
      [number],
    );

  it('are stored encrypted like the first two, with minors marked', async () => {
    const { number } = await file({
      applicant: { kind: 'person', name: '陈小雨', phone: '13859701234', minor: true },
      others: JSON.stringify([
        { side: 'guardian', kind: 'person', name: '陈建国', phone: '13859701234' },
        { side: 'respondent', kind: 'organisation', name: '长汀县某培训中心' },
      ]),
    });
    expect(await sides(number)).toEqual([
      { side: 'applicant', kind: 'person', name: '陈某', minor: true },
      { side: 'guardian', kind: 'person', name: '陈某', minor: false },
      { side: 'respondent', kind: 'organisation', name: '长汀县某培训中心', minor: false },
      { side: 'respondent', kind: 'person', name: '范某', minor: false },
    ]);
  });

  it.each([
    ['no list', { side: 'agent' }, 'invalid_value', 'others'],
    ['a text', '"x"', 'invalid_value', 'others'],
    ['a list of words', ['x'], 'invalid_value', 'others'],
    ['nobody', [null], 'field_required', 'others'],
    ['no side', [{ name: '陈建国' }], 'invalid_value', 'others.side'],
    ['a side nobody knows', [{ side: 'judge', name: '陈建国' }], 'unknown_choice', 'others.side'],
    [
      'a minor that is a word',
      [{ side: 'agent', name: '陈建国', minor: 'x' }],
      'invalid_value',
      'others.side',
    ],
    ['a wrong phone', [{ side: 'agent', name: '陈建国', phone: '1' }], 'invalid_phone', 'others.phone'],
    [
      'too many',
      Array.from({ length: 21 }, () => ({ side: 'agent', name: '陈建国' })),
      'too_many_rows',
      'others',
    ],
  ])('are rejected when they are %s', async (_name, others, code, field) => {
    const form = filing({ others: typeof others === 'string' ? others : JSON.stringify(others) });
    expect(await scene.people.anon.refused('file_case', form)).toMatchObject({ code, details: { field } });
    expect(
      await scene.people.owner.run('select 1 from app.idempotency_keys where request_id = $1', [
        form.request_id,
      ]),
    ).toEqual([]);
  });
});
