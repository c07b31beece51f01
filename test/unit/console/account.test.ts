import { describe, expect, test } from 'vitest';
import { deviceOf } from '../../../web/account/device';
import { judge, keeps } from '../../../web/account/passwordRule';

describe('the device derived from a user agent', () => {
  const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  test.each<[string | null, string | null, string | null]>([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/126.0 Safari/537.36 Edg/126.0`,
      'windows',
      'edge',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; HUAWEI) ${WEBKIT} Chrome/99 HuaweiBrowser/14 Mobile Safari/537.36`,
      'android',
      'huawei',
    ],
    [
      `Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH) ${WEBKIT} Chrome/99 Mobile Safari/537.36`,
      'harmony',
      'chrome',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0',
      'iphone',
      'wechat',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15',
      'mac',
      'safari',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'linux', 'firefox'],
    ['curl/8', null, null],
    [null, null, null],
  ])('is right for %s', (userAgent, system, browser) => {
    expect(deviceOf(userAgent)).toEqual({ system, browser });
  });
});

describe('a new password', () => {
  test("is checked by the server's rules before it is sent", () => {
    expect(judge('river-mountain-88', 'river-mountain-88', 'lin.one')).toBeNull();
    expect(judge('', '', 'lin.one')).toMatchObject({ code: 'field_required', field: 'password' });
    for (const weak of ['short-1', 'onlyletterslong', '1234567890', 'aLIN.ONE-2026'])
      expect(judge(weak, weak, 'lin.one')).toMatchObject({ code: 'weak_password', field: 'password' });
    const long = `${'河'.repeat(24)}a1`;
    expect(judge(long, long, 'x')).toMatchObject({ code: 'field_too_long', params: { max: 72 } });
    expect(judge('river-mountain-88', 'river-mountain-89', '')).toMatchObject({ code: 'passwords_differ' });
  });

  test('is never said to contain an empty account name', () => {
    expect(keeps('account', 'anything', '')).toBe(true);
  });
});
