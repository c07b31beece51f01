import { describe, expect, it } from 'vitest';
import { judgeLicences } from '../../scripts/check/licences';

const judge = (license: string | undefined, name = 'node_modules/x') =>
  judgeLicences({ [name]: { license } }, []);

describe('licences', () => {
  it.each(['MIT', 'Apache-2.0', '(MPL-2.0 OR Apache-2.0)', 'MIT AND ISC'])(
    'without limits pass: %s',
    (license) => expect(judge(license)).toEqual([]),
  );

  it.each([undefined, 'Hippocratic-2.1', 'GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE'])(
    'that limit the use, or are unknown, are found: %s',
    (license) => expect(judge(license)).toHaveLength(1),
  );

  it('of packages for development and of the product itself do not count', () => {
    expect(judgeLicences({ '': {}, 'node_modules/x': { dev: true } }, [])).toEqual([]);
  });

  it('of a package inside another package count, too', () => {
    expect(judge('GPL-3.0-only', 'node_modules/x/node_modules/@y/z')).toHaveLength(1);
  });

  it('pass by an exception for this package and this licence, as long as it is needed', () => {
    const exceptions = [{ name: '@x/*', licence: 'MPL-2.0', reason: 'only the build uses it' }];
    const path = 'node_modules/@x/y';
    expect(judgeLicences({ [path]: { license: 'MPL-2.0' } }, exceptions)).toEqual([]);
    expect(judgeLicences({ [path]: { license: 'GPL-3.0-only' } }, exceptions)).toHaveLength(2);
    expect(judgeLicences({}, exceptions)).toHaveLength(1);
  });
});
