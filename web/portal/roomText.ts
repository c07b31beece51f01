import { useEffect, useMemo, useState } from 'react';
import { catalogueIn, type Locale, REFERENCE } from '../text/languages';
import { type Text, textOf, useText, type Words } from './text';

/** Loads catalogues of the other languages, by the path of their file: what `import.meta.glob` finds. */
export type Loaders = Record<string, () => Promise<Words>>;

/** Catalogues that travel with a room: those of the reference language with it, the others when they are asked for. */
export interface RoomCatalogues {
  /** By name; a key is looked for in the first one first. */
  reference: Readonly<Record<string, Words>>;
  others: Loaders;
}

/** The catalogues of a room in a language, in their order; throws where one does not come. */
export const loadCatalogues = (locale: Locale, { reference, others }: RoomCatalogues): Promise<Words[]> =>
  Promise.all(
    Object.entries(reference).map(([name, catalogues]) =>
      locale === REFERENCE ? catalogues : (catalogueIn(others, locale, name)?.() ?? catalogues),
    ),
  );

/**
 * The words of the page and those of a room. Null while another language than the reference is on its way; the
 * reference where it does not come.
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
