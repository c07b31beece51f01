/** Operating systems, each with its mark in the user agent; the first match counts. */
const SYSTEMS = [
  ['harmony', /HarmonyOS|OpenHarmony/],
  ['android', /Android/],
  ['iphone', /iPhone/],
  ['ipad', /iPad/],
  ['windows', /Windows/],
  ['mac', /Macintosh|Mac OS X/],
  ['linux', /Linux|X11|CrOS/],
] as const;

/** Browsers; those that also call themselves Chrome come before it. */
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

/** An operating system, by its key in the catalogues. */
export type System = (typeof SYSTEMS)[number][0];

/** A browser, by its key in the catalogues. */
export type Browser = (typeof BROWSERS)[number][0];

/** Operating system and browser of a user agent; null where unknown. */
export function deviceOf(userAgent: string | null): { system: System | null; browser: Browser | null } {
  const found = <Name>(known: readonly (readonly [Name, RegExp])[]) =>
    known.find(([, mark]) => mark.test(userAgent ?? ''))?.[0] ?? null;
  return { system: found(SYSTEMS), browser: found(BROWSERS) };
}
