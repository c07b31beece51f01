import {
  administersRegion,
  type Attempt,
  below,
  forAdministrators,
  id,
  type Objects,
  TODAY,
  unused,
} from './administrationRules';
import { CENTRE } from './actors';

/** Calls that change regions. */
export function ofRegions({ change, empty }: Objects): Attempt[] {
  const at = (code: string, version = 1) => ({ code, expected_version: version, ...id() });
  const siblings: [into: string, from: string][] = [
    ['350823', '350824'],
    ['350821100', '350821101'],
    ['350823100', '350823101'],
    ['350821100010', '350821100020'],
  ];
  return [
    ...['3508', '350821', '350823', '350821100', '350821100010'].flatMap((code): Attempt[] => [
      {
        name: 'rename_region',
        target: code,
        args: () => ({ ...at(code), name: '新名称' }),
        expected: below(code, true),
      },
      {
        name: 'set_population',
        target: code,
        args: () => ({ ...at(code), population: 393_000, year: 2023 }),
        expected: below(code, true),
      },
      ...(code.length < 12
        ? [
            {
              name: 'create_region',
              target: code,
              args: () => ({ ...id(), code: `${code}${code.length === 4 ? '99' : '990'}`, name: '新设区划' }),
              expected: forAdministrators((actor) =>
                administersRegion(actor, code) ? 'ok' : '42501 outside_scope',
              ),
            },
          ]
        : []),
    ]),
    ...siblings.flatMap(([code, from]): Attempt[] => [
      {
        name: 'merge_regions',
        target: code,
        args: () => ({ ...at(code), from_codes: [from], effective_on: TODAY() }),
        expected: below(code),
      },
      {
        name: 'split_region',
        target: code,
        args: () => ({ ...at(code), new_code: unused(code), new_name: '新区划', effective_on: TODAY() }),
        expected: below(code),
      },
      {
        name: 'recode_region',
        target: code,
        args: () => ({ ...at(code), new_code: unused(code), effective_on: TODAY() }),
        expected: below(code),
      },
    ]),
    ...empty.map((code): Attempt => ({
      name: 'retire_region',
      target: code,
      args: () => ({ ...at(code), reason: '并入城区' }),
      expected: below(code),
    })),
    {
      name: 'continue_region_change',
      target: change.code,
      args: () => ({ change_id: change.id }),
      expected: forAdministrators((actor) =>
        administersRegion(actor, change.code) ? 'ok' : 'PT404 region_change_not_found',
      ),
    },
    ...['preview_region_import', 'import_regions'].map((name): Attempt => ({
      name,
      target: 'a file',
      args: () => ({
        ...(name === 'import_regions' ? id() : {}),
        rows: JSON.stringify([{ code: '350821100010', name: '水东社区' }]),
      }),
      expected: forAdministrators((actor) => (actor.kind === CENTRE ? 'ok' : '42501 refused')),
    })),
  ];
}
