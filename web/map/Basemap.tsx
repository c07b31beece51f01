import { useMemo } from 'react';
import { Polygon } from 'react-leaflet';
import { type CountyOutline, labelPlace, middleOf } from './geometry/outline';
import { positionsOf } from './geometry/positions';
import { type MapName, NameLabels } from './layers/NameLabels';

/**
 * Counties as vectors with their names, without a tile server. Colours come from CSS, so a change of theme
 * redraws nothing. With a focus the other counties are dimmed. A county without an outline is a dot with its
 * name.
 */
export function Basemap({ outlines, focus }: { outlines: readonly CountyOutline[]; focus: string | null }) {
  const { counties, names, middles } = useMemo(() => {
    // The focused county is drawn last, so that its border is above those of its neighbours.
    const order = [...outlines].sort(
      (a, b) => Number(a.region_code === focus) - Number(b.region_code === focus),
    );
    const classOf = (code: string) => (focus === null ? '' : code === focus ? ' emap-here' : ' emap-away');
    const nameOf = ({ region_code, name, outline }: CountyOutline): MapName => ({
      key: region_code,
      name,
      ...labelPlace(outline),
      className: `emap-name${classOf(region_code)}${middleOf(outline) ? ' emap-middle' : ''}`,
    });
    const outlined = order.filter(({ outline }) => middleOf(outline) === null);
    return {
      counties: outlined.map(({ region_code, outline }) => ({
        // A path takes its class when it is drawn.
        key: `${region_code}${classOf(region_code)}`,
        className: `emap-county${classOf(region_code)}`,
        positions: positionsOf(outline),
      })),
      names: outlined.map(nameOf),
      // The focused county, which is the last, keeps its name where two would overlap.
      middles: order
        .filter(({ outline }) => middleOf(outline) !== null)
        .map(nameOf)
        .reverse(),
    };
  }, [outlines, focus]);
  return (
    <>
      {counties.map(({ key, ...county }) => (
        <Polygon key={key} {...county} interactive={false} weight={1} />
      ))}
      <NameLabels names={names} />
      <NameLabels names={middles} apart />
    </>
  );
}
