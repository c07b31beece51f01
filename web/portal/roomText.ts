import { useEffect, useMemo, useState } from 'react';
import { catalogueIn, type Locale, REFERENCE } from '../text/languages';
import { type Text, textOf, useText, type Words } from './text';

/** Loaders of the other languages' catalogues by file, as `import.meta.glob` returns them. */
export type Loaders = Record<string, () => Promise<Words>>;

/** The catalogues of a room: the reference language is in the room's chunk, the others are loaded on demand. */
export interface RoomCatalogues {
  /** By name, in the order in which they are searched. */
  reference: Readonly<Record<string, Words>>;
  others: Loaders;
}

/** The catalogues of a room in a language, in the same order; rejects when one cannot be loaded. */
export const loadCatalogues = (locale: Locale, { reference, others }: RoomCatalogues): Promise<Words[]> =>
  Promise.all(
    Object.entries(reference).map(([name, catalogues]) =>
      locale === REFERENCE ? catalogues : (catalogueIn(others, locale, name)?.() ?? catalogues),
    ),
  );

/**
 * The messages of the page and of a room. Null while another language than the reference is loading; the
 * reference when loading fails.
 */
export function useRoomText(room: RoomCatalogues): Text | null {
  const page = useText();
  const [loaded, setLoaded] = useState<{ locale?: Locale; catalogues: readonly Words[] }>({ catalogues: [] });
  const { locale } = page;
  const atHand = useMemo(() => Object.values(room.reference), [room]);
  const catalogues = locale === REFERENCE ? atHand : locale === loaded.locale ? loaded.catalogues : null;
  useEffect(() => {
    if (catalogues) return;
    let here = true;
    void loadCatalogues(locale, room)
      .catch(() => atHand)
      .then((found) => {
        if (here) setLoaded({ locale, catalogues: found });
      });
    return () => {
      here = false;
    };
  }, [catalogues, locale, room, atHand]);
  return useMemo(
    () => catalogues && textOf(locale, [...page.catalogues, ...catalogues]),
    [page, locale, catalogues],
  );
}
