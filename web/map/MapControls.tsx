import { useEffect, useState } from 'react';
import { useMap, useMapEvents } from 'react-leaflet';

/** Labels of the buttons on the map. */
export interface MapControlTexts {
  zoomIn: string;
  zoomOut: string;
  whole: string;
}

/** Zoom buttons and a button back to the initial view. */
export function MapControls({ texts, onWhole }: { texts: MapControlTexts; onWhole: () => void }) {
  const map = useMap();
  const [limits, setLimits] = useState({ least: false, most: false });
  const update = () =>
    setLimits({ least: map.getZoom() <= map.getMinZoom(), most: map.getZoom() >= map.getMaxZoom() });
  useMapEvents({ zoomend: update, zoomlevelschange: update });
  // eslint-disable-next-line react-hooks/exhaustive-deps -- only the first time: from then on the events tell
  useEffect(update, [map]);

  // aria-disabled instead of disabled: a disabled button would lose the keyboard focus.
  const button = (label: string, sign: string, off: boolean, press: () => void) => (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={off ? undefined : press}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={sign} />
      </svg>
    </button>
  );
  return (
    <div className="emap-controls">
      {button(texts.zoomIn, 'M10 4v12M4 10h12', limits.most, () => map.zoomIn())}
      {button(texts.zoomOut, 'M4 10h12', limits.least, () => map.zoomOut())}
      {button(texts.whole, 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4', false, onWhole)}
    </div>
  );
}
