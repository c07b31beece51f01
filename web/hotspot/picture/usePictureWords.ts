import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import { useChannels } from '../../data/hooks/useChannels';
import { cityClock, exactDay } from '../../ui/console/clock';
import { type Shown } from '../head/address';
import { type Days, daysBefore } from '../head/period';

/** Titles of what is shown: on the page, in file names and on a saved picture. */
export function usePictureWords(shown: Shown, { from, to }: Days, area: string) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const { nameOf: channelName } = useChannels();
  return useMemo(() => {
    const day = (one: string) => exactDay(one, locale);
    const before = daysBefore({ from, to });
    const days =
      from === null && to === null
        ? translate('hotspot.period.all')
        : translate('hotspot.days', {
            from: from === null ? translate('hotspot.beginning') : day(from),
            to: to === null ? translate('hotspot.present') : day(to),
          });
    const title = translate('hotspot.picture.title', {
      area,
      layer: translate(
        shown.layer === 'areas' ? `hotspot.measure.${shown.measure}` : `hotspot.layer.${shown.layer}`,
      ),
    });
    const pause = translate('console.list_pause');
    const filters = [
      ...shown.types,
      ...shown.grades.map((one) => translate(`grade.${one}`)),
      ...shown.channels.map(channelName),
      ...shown.statuses.map((one) => translate(`status.${one}`)),
    ].join(pause);
    return {
      days,
      /** The days of the comparison; empty when there are none. */
      before:
        before?.from && before.to
          ? translate('hotspot.compared', { from: day(before.from), to: day(before.to) })
          : '',
      title,
      file: [translate('hotspot.title'), area, from ?? '', to ?? ''].filter(Boolean).join('-'),
      picture: (count: string, schematic: boolean) => ({
        title,
        lines: [
          translate('hotspot.picture.line', { days, count }),
          ...(filters ? [translate('hotspot.picture.filters', { filters })] : []),
        ],
        note: translate(schematic ? 'hotspot.picture.note_schematic' : 'hotspot.picture.note', {
          time: cityClock(new Date()).replace('T', ' '),
        }),
      }),
    };
  }, [channelName, translate, locale, shown, from, to, area]);
}
