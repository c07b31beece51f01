import { HATCH } from './hatch';
import type { Outline } from '../geometry/outline';
import type { Place, Spot } from '../geometry/projection';
import type { Honeycomb, MapSpot } from '../geometry/spots';

/** The target of the paint functions: a layer on the screen or a picture to save. */
export interface Painting {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  zoom: number;
  /** The pixel of a place. */
  at: (place: Place) => Spot;
}

/** Traces the path of an outline. */
function trace({ context, at }: Painting, outline: Outline): void {
  if (outline.type === 'Point') return;
  context.beginPath();
  for (const rings of outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates) {
    for (const ring of rings) {
      for (const [index, [longitude = 0, latitude = 0]] of ring.entries()) {
        const { x, y } = at({ longitude, latitude });
        if (index === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      context.closePath();
    }
  }
}

/** Fills and borders an outline; hatched when highlighted. */
export function paintOutline(
  painting: Painting,
  outline: Outline,
  style: { fill: string; line: string; width: number; hatch?: string | null },
): void {
  const { context } = painting;
  trace(painting, outline);
  context.fillStyle = style.fill;
  context.fill('evenodd');
  if (style.hatch) {
    context.save();
    context.clip('evenodd');
    context.strokeStyle = style.hatch;
    context.lineWidth = 1;
    context.beginPath();
    for (let x = -painting.height; x < painting.width; x += HATCH.size) {
      context.moveTo(x, painting.height);
      context.lineTo(x + painting.height, 0);
    }
    context.stroke();
    context.restore();
    trace(painting, outline);
  }
  context.strokeStyle = style.line;
  context.lineWidth = style.width;
  context.stroke();
}

/** A bubble for an area without a shape. */
export function paintBubble(
  { context, at }: Painting,
  place: Place,
  radius: number,
  fill: string,
  line: string,
) {
  const { x, y } = at(place);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = line;
  context.lineWidth = 1;
  context.stroke();
}

/** The colours of a heat map from weak to strong, in 256 steps. */
function ramp(colours: readonly string[]): Uint8ClampedArray {
  const strip = document.createElement('canvas');
  [strip.width, strip.height] = [256, 1];
  const context = strip.getContext('2d');
  if (!context) return new Uint8ClampedArray(256 * 4);
  const gradient = context.createLinearGradient(0, 0, 256, 0);
  for (const [index, colour] of colours.entries())
    gradient.addColorStop(index / (colours.length - 1), colour);
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  return context.getImageData(0, 0, 256, 1).data;
}

/** The largest number of cases within the radius, which gets the strongest colour. */
function strongest(painting: Painting, spots: readonly MapSpot[], reach: number): number {
  const near = new Map<string, number>();
  for (const spot of spots) {
    const { x, y } = painting.at(spot);
    if (x < -reach || y < -reach || x > painting.width + reach || y > painting.height + reach) continue;
    const key = `${Math.floor(x / reach)}:${Math.floor(y / reach)}`;
    near.set(key, (near.get(key) ?? 0) + spot.n);
  }
  return Math.max(1, ...near.values());
}

/**
 * Paints cases as a heat map, from transparent to the strongest of `colours`; each case covers `reach`
 * pixels.
 */
export function paintHeat(
  painting: Painting,
  spots: readonly MapSpot[],
  colours: readonly string[],
  reach: number,
): void {
  const { context, width, height, at } = painting;
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  const glow = sheet.getContext('2d', { willReadFrequently: true });
  if (!glow) return;
  const most = strongest(painting, spots, reach);
  for (const spot of spots) {
    const { x, y } = at(spot);
    if (x < -reach || y < -reach || x > width + reach || y > height + reach) continue;
    const light = glow.createRadialGradient(x, y, 0, x, y, reach);
    light.addColorStop(0, 'rgba(0,0,0,1)');
    light.addColorStop(1, 'rgba(0,0,0,0)');
    // By the square root: a few cases next to many must stay visible.
    glow.globalAlpha = Math.max(0.06, Math.min(1, Math.sqrt(spot.n / most)));
    glow.fillStyle = light;
    glow.fillRect(x - reach, y - reach, 2 * reach, 2 * reach);
  }
  const image = glow.getImageData(0, 0, sheet.width, sheet.height);
  const steps = ramp(colours);
  for (let at4 = 0; at4 < image.data.length; at4 += 4) {
    const strength = image.data[at4 + 3] ?? 0;
    if (strength === 0) continue;
    for (let part = 0; part < 3; part += 1) image.data[at4 + part] = steps[strength * 4 + part] ?? 0;
    image.data[at4 + 3] = Math.min(225, 40 + strength);
  }
  glow.putImageData(image, 0, 0);
  context.drawImage(sheet, 0, 0, width, height);
}

/** Paints hexagons in the colour of their class. */
export function paintHexagons(
  painting: Painting,
  { hexagons, zoom, radius }: Honeycomb,
  colourOf: (n: number) => string,
  line: string,
): void {
  const { context, at } = painting;
  const size = radius * 2 ** (painting.zoom - zoom) * 0.97;
  for (const hexagon of hexagons) {
    const { x, y } = at(hexagon);
    context.beginPath();
    for (let corner = 0; corner < 6; corner += 1) {
      const turn = (Math.PI / 3) * corner - Math.PI / 6;
      context.lineTo(x + size * Math.cos(turn), y + size * Math.sin(turn));
    }
    context.closePath();
    context.globalAlpha = 0.9;
    context.fillStyle = colourOf(hexagon.n);
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = line;
    context.lineWidth = 1;
    context.stroke();
  }
}

/** Radius in pixels of a cluster's disc, growing slowly with the number of cases. */
export const clusterRadius = (n: number): number => Math.min(30, 15 + Math.log10(Math.max(1, n)) * 5);

/** Paints a disc with a number. */
export function paintCluster(
  { context, at }: Painting,
  place: Place,
  label: string,
  radius: number,
  colours: { fill: string; line: string; ink: string },
): void {
  const { x, y } = at(place);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colours.fill;
  context.fill();
  context.strokeStyle = colours.line;
  context.lineWidth = 2;
  context.stroke();
  context.fillStyle = colours.ink;
  context.font = '600 13px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(label, x, y);
}
