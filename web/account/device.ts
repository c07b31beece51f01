/** Kinds of devices, each with the mark by which it calls itself; the first that fits. */
const SYSTEMS = [
  ['harmony', /HarmonyOS|OpenHarmony/],
  ['android', /Android/],
  ['iphone', /iPhone/],
  ['ipad', /iPad/],
  ['windows', /Windows/],
  ['mac', /Macintosh|Mac OS X/],
  ['linux', /Linux|X11|CrOS/],
] as const;

/** Browsers, those that call themselves Chrome as well before it. */
const BROWSERS = [
  ['wechat', /MicroMessenger/],
  ['dingtalk', /DingTalk/],
  ['huawei', /HuaweiBrowser/],
  ['xiaomi', /MiuiBrowser/],
  ['qq', /QQBrowser|MQQBrowser/],
  ['edge', /Edg(e|A|iOS)?\//],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
] as const;

/** A system by a name that the catalogues know. */
export type System = (typeof SYSTEMS)[number][0];

/** A browser by a name that the catalogues know. */
export type Browser = (typeof BROWSERS)[number][0];

/** What a browser says of itself, as system and browser; null where it says nothing that we know. */
export function deviceOf(userAgent: string | null): { system: System | null; browser: Browser | null } {
  const found = <Name>(known: readonly (readonly [Name, RegExp])[]) =>
    known.find(([, mark]) => mark.test(userAgent ?? ''))?.[0] ?? null;
  return { system: found(SYSTEMS), browser: found(BROWSERS) };
}
