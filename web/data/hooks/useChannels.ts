import { useCallback } from 'react';
import { useLocaleState } from 'react-admin';
import { inLanguage } from '../../text/languages';
import { channels, type ChannelRecord } from '../console/cases';
import { useRead } from './useRead';

const NONE: readonly ChannelRecord[] = [];

/** The channels of this city with their names: other cities have other ones. Read once in a visit. */
export function useChannels() {
  const [locale] = useLocaleState();
  const all = useRead(['channels'], channels, { staleTime: Infinity }).data ?? NONE;
  const nameOf = useCallback(
    (code: string) => {
      const channel = all.find((one) => one.code === code);
      return channel ? inLanguage(locale, channel.name, channel.name_en) : code;
    },
    [all, locale],
  );
  return { choices: all.map(({ code }) => ({ value: code, label: nameOf(code) })), nameOf };
}
