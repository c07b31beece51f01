import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../support/people';
import { openScene } from '../../support/scene';

// The tile layers of the maps: none by default, set by the city's administrators, and without any way to allow
// another host.

const scene = openScene();
let city: Person;
beforeAll(async () => {
  city = await scene.people.as('city.administrator');
});

const tianditu = {
  name: '天地图',
  url: 'https://t{s}.tianditu.gov.cn/vec_w/wmts?LAYER=vec&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}',
  labels_url:
    'https://t{s}.tianditu.gov.cn/cva_w/wmts?LAYER=cva&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}',
  subdomains: '012',
  key: 'a1b2c3',
  attribution: '国家地理信息公共服务平台',
  approval: 'GS（2024）0568号',
  system: 'cgcs2000',
};
const plain = {
  name: '政务底图',
  url: 'http://10.1.2.3:8080/{z}/{x}/{-y}.png',
  system: 'gcj02',
  max_zoom: 16,
};

const version = async () =>
  Number(
    (await city.call<{ map_layer_settings: { version: number } }>('map_layer_settings'))[0]!
      .map_layer_settings.version,
  );
const set = async (layers: unknown) => ({
  request_id: crypto.randomUUID(),
  expected_version: await version(),
  layers: JSON.stringify(layers),
});
const shown = async (person: Person) =>
  (await person.call<{ map_layers: Record<string, unknown>[] }>('map_layers'))[0]!.map_layers;
const hosts = async () =>
  (await scene.people.owner.run<{ host: string }>('select app.map_hosts() as host')).map(({ host }) => host);

describe('the layers of the maps', () => {
  it('are empty by default, and no host is allowed', async () => {
    expect(await shown(scene.people.anon)).toEqual([]);
    expect(await hosts()).toEqual([]);
  });

  it('are set once, with an audit event that contains no key', async () => {
    const form = await set([tianditu, plain]);
    const [result] = await city.call('set_map_layers', form);
    expect(result).toEqual({ id: 'map_layers', version: form.expected_version + 1 });
    expect(await city.call('set_map_layers', form)).toEqual([result]);
    const [line] = await scene.people.owner.run<{ details: object }>(
      `select details from app.administration_events where verb = 'set_map_layers'`,
    );
    expect(line!.details).toEqual({ layers: ['天地图', '政务底图'] });
    expect(
      JSON.stringify(await scene.people.owner.run('select * from app.administration_events')),
    ).not.toContain('a1b2c3');
    expect(await city.refused('set_map_layers', { ...form, request_id: crypto.randomUUID() })).toMatchObject({
      state: 'PT409',
      code: 'stale_record',
    });
  });

  it('are shown to everybody as the browser requests them, and the key by itself only to those who edit', async () => {
    const [first, second] = await shown(scene.people.anon);
    expect(first).toMatchObject({ name: '天地图', min_zoom: 1, max_zoom: 18 });
    expect(first!.url).toContain('tk=a1b2c3');
    expect(first).not.toHaveProperty('key');
    expect(second).toEqual({ ...plain, min_zoom: 1 });
    const [settings] = await city.call<{ map_layer_settings: { layers: object[] } }>('map_layer_settings');
    expect(settings!.map_layer_settings.layers[0]).toMatchObject({ key: 'a1b2c3' });
    const county = await scene.people.as('changting.administrator');
    expect(await county.refused('map_layer_settings')).toMatchObject({ state: '42501', code: 'refused' });
  });

  it('allow exactly their hosts', async () => {
    expect(await hosts()).toEqual([
      'http://10.1.2.3:8080',
      'https://t0.tianditu.gov.cn',
      'https://t1.tianditu.gov.cn',
      'https://t2.tianditu.gov.cn',
    ]);
  });

  it.each([
    ['no list', {}, 'invalid_value', 'layers'],
    ['a list of words', ['天地图'], 'invalid_value', 'layers'],
    [
      'nine of them',
      Array.from({ length: 9 }, (_, n) => ({ ...plain, name: `图${n}` })),
      'out_of_range',
      'layers',
    ],
    ['no name', [{ ...plain, name: ' ' }], 'field_required', 'name'],
    ['a name twice', [plain, plain], 'line_repeated', 'name'],
    ['no address', [{ ...plain, url: '' }], 'field_required', 'url'],
    [
      'an address without squares',
      [{ ...plain, url: 'https://tiles.example.org/map.png' }],
      'tile_address',
      'url',
    ],
    ['a script', [{ ...plain, url: 'javascript:alert(1)/{z}/{x}/{y}' }], 'tile_address', 'url'],
    ['any host', [{ ...plain, url: 'https://*/{z}/{x}/{y}' }], 'tile_address', 'url'],
    ['a host that is a hole', [{ ...plain, url: 'https://{x}/{z}/{x}/{y}' }], 'tile_address', 'url'],
    [
      'a second rule',
      [{ ...plain, url: "https://a.cn; script-src 'unsafe-inline'/{z}/{x}/{y}" }],
      'tile_address',
      'url',
    ],
    ['a second host', [{ ...plain, url: 'https://a.cn https://b.cn/{z}/{x}/{y}' }], 'tile_address', 'url'],
    ['somebody’s password', [{ ...plain, url: 'https://me:secret@a.cn/{z}/{x}/{y}' }], 'tile_address', 'url'],
    ['an unknown hole', [{ ...plain, url: 'https://a.cn/{q}/{z}/{x}/{y}' }], 'tile_address', 'url'],
    [
      'labels from nowhere',
      [{ ...plain, labels_url: 'ftp://a.cn/{z}/{x}/{y}' }],
      'tile_address',
      'labels_url',
    ],
    ['a hole for a key without one', [{ ...tianditu, key: '' }], 'field_required', 'key'],
    ['a key with blanks', [{ ...tianditu, key: 'a b' }], 'invalid_value', 'key'],
    [
      'a hole for subdomains without any',
      [{ ...tianditu, subdomains: null }],
      'field_required',
      'subdomains',
    ],
    [
      'subdomains with a rule in them',
      [{ ...tianditu, subdomains: "a; 'self'" }],
      'invalid_value',
      'subdomains',
    ],
    ['an unknown system', [{ ...plain, system: 'mars' }], 'unknown_choice', 'system'],
    ['half a zoom', [{ ...plain, max_zoom: 12.5 }], 'out_of_range', 'max_zoom'],
    ['a zoom in words', [{ ...plain, min_zoom: '一' }], 'out_of_range', 'min_zoom'],
    ['the least above the most', [{ ...plain, min_zoom: 17 }], 'out_of_range', 'max_zoom'],
    ['a name that is a list', [{ ...plain, name: ['a'] }], 'invalid_value', 'name'],
  ])('reject %s', async (_name, layers, code, field) => {
    const before = await shown(scene.people.anon);
    expect(await city.refused('set_map_layers', await set(layers))).toMatchObject({
      state: 'PT422',
      code,
      details: { field },
    });
    expect(await shown(scene.people.anon)).toEqual(before);
  });

  it('follow the same rule when set without the verb', async () => {
    const { owner } = scene.people;
    const refusal = await owner.refusedRun(
      `update app.settings set value = '{"version": 9, "layers": [{"name": "x", "url": "https://a.cn *", "system": "wgs84"}]}' where name = 'map_layers'`,
    );
    expect(refusal.code).toBe('tile_address');
    const empty = await owner.refusedRun(`update app.settings set value = '[]' where name = 'map_layers'`);
    expect(empty.code).toBe('invalid_value');
  });

  it('may be removed again', async () => {
    await city.call('set_map_layers', await set([]));
    expect(await hosts()).toEqual([]);
  });
});
