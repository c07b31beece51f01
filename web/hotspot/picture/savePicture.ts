import type { RegionOutline } from '../../data/core/outlines';
import {
  AREA_SIGNS,
  clusterRadius,
  casesIn,
  type MapArea,
  type MapView,
  namePlace,
  paintBubble,
  paintCluster,
  type Painting,
  paintingOf,
  paintOutline,
  spotClusters,
} from '../../map';
import type { Layer } from '../head/address';
import type { Mode } from '../map/scale';
import type { SpotPaint } from '../map/spotPaint';
import type { LegendContent } from '../map/useLegend';
import type { SpotScene } from '../map/useSpots';

/** The content of a saved picture. */
export interface Picture {
  title: string;
  /** Below the title: days, filters, number of cases. */
  lines: string[];
  /** At the bottom: source of the data, and what the borders are. */
  note: string;
  legend: LegendContent;
  outlines: readonly RegionOutline[];
  view: MapView;
  mode: Mode;
  layer: Layer;
  areas: readonly MapArea[];
  spots: SpotScene | null;
  paint: SpotPaint;
  compact: (n: number) => string;
}

const WIDTH = 1600;
const EDGE = 40;
const SIDE = 300;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';

const COLOURS = {
  light: {
    ground: '#f7f5ef',
    sea: '#ece8df',
    land: '#fbf9f4',
    line: '#a9b5b0',
    ink: '#22302f',
    faint: '#5b6866',
    halo: '#fffdf9',
  },
  dark: {
    ground: '#0b1213',
    sea: '#0b1213',
    land: '#162325',
    line: '#40595b',
    ink: '#e7ecea',
    faint: '#a3b2b0',
    halo: '#131e20',
  },
};
type Colours = (typeof COLOURS)[Mode];

function paintNames(painting: Painting, areas: readonly MapArea[], colours: Colours) {
  const { context, at } = painting;
  const taken: { x: number; y: number; half: number; tall: number }[] = [];
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const area of [...areas].sort((a, b) => b.weight - a.weight)) {
    const place = namePlace(area);
    if (!place) continue;
    const { x, y } = at(place);
    const lines = [
      area.name,
      [area.figure, ...area.marks.map(({ mark, word }) => `${AREA_SIGNS[mark]} ${word}`)]
        .filter(Boolean)
        .join(' · '),
    ];
    context.font = `600 19px ${FONT}`;
    const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 4;
    const hidden = taken.some(
      (one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < one.tall,
    );
    if (hidden) continue;
    taken.push({ x, y, half, tall: 46 });
    context.strokeStyle = colours.halo;
    context.fillStyle = colours.ink;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    for (const [index, line] of lines.entries()) {
      const level = y + (index - 0.5) * 23;
      context.strokeText(line, x, level);
      context.fillText(line, x, level);
    }
  }
}

function paintMap(painting: Painting, picture: Picture, colours: Colours) {
  const { context, width, height } = painting;
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  context.fillStyle = colours.sea;
  context.fillRect(0, 0, width, height);
  for (const { outline } of picture.outlines)
    paintOutline(painting, outline, { fill: colours.land, line: colours.line, width: 1.5 });
  if (picture.layer === 'areas') {
    for (const { shape, place, fill, radius, marks } of picture.areas) {
      const hot = marks.some(({ mark }) => mark === 'hot');
      if (shape) {
        const hatch = hot ? colours.ink : null;
        paintOutline(painting, shape, {
          fill,
          line: hot ? colours.ink : colours.halo,
          width: hot ? 2.5 : 1.5,
          hatch,
        });
      } else if (place) paintBubble(painting, place, radius * 1.4, fill, colours.ink);
    }
    paintNames(painting, picture.areas, colours);
  } else if (picture.layer === 'clusters') {
    for (const cluster of spotClusters(picture.spots?.spots ?? [], picture.view.zoom)) {
      const n = casesIn(cluster.members);
      paintCluster(painting, cluster, picture.compact(n), clusterRadius(n) * 1.3, {
        fill: colours.halo,
        line: colours.ink,
        ink: colours.ink,
      });
    }
  } else picture.paint(painting);
  context.restore();
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.strokeRect(0, 0, width, height);
}

function paintLegend(context: CanvasRenderingContext2D, { title, lines }: LegendContent, mode: Mode) {
  const colours = COLOURS[mode];
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.font = `600 20px ${FONT}`;
  context.fillText(title, 0, 12, SIDE);
  context.font = `18px ${FONT}`;
  for (const [index, { label, fill, hatched, sign }] of lines.entries()) {
    const y = 52 + index * 34;
    if (sign) {
      context.fillStyle = colours.ink;
      context.fillText(sign, 10, y, 40);
    } else {
      const gradient = context.createLinearGradient(0, 0, 48, 0);
      const row = typeof fill === 'string' ? [fill, fill] : fill;
      for (const [step, colour] of row.entries()) gradient.addColorStop(step / (row.length - 1), colour);
      context.fillStyle = gradient;
      context.fillRect(0, y - 11, 48, 22);
      context.strokeStyle = hatched ? colours.ink : colours.line;
      context.lineWidth = hatched ? 2 : 1;
      context.strokeRect(0, y - 11, 48, 22);
      if (hatched) {
        context.beginPath();
        for (let x = 6; x < 48; x += 8) {
          context.moveTo(x, y + 11);
          context.lineTo(Math.min(48, x + 16), y - 11);
        }
        context.lineWidth = 1;
        context.stroke();
      }
    }
    context.fillStyle = colours.ink;
    context.fillText(label, 62, y, SIDE - 62);
  }
}

/** Draws title, days, map, legend and source on one canvas. */
function drawPicture(picture: Picture): HTMLCanvasElement {
  const colours = COLOURS[picture.mode];
  const sheet = document.createElement('canvas');
  const context = sheet.getContext('2d');
  if (!context) throw new Error('the browser draws no pictures');
  const mapWidth = WIDTH - 3 * EDGE - SIDE;
  const painting = paintingOf(context, picture.view, mapWidth);
  const top = EDGE + 56 + picture.lines.length * 28 + 12;
  const legend = 60 + picture.legend.lines.length * 34;
  const body = Math.max(painting.height, legend);
  [sheet.width, sheet.height] = [WIDTH, Math.round(top + body + 70)];
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.fillStyle = colours.ink;
  context.textBaseline = 'middle';
  context.font = `650 32px ${FONT}`;
  context.fillText(picture.title, EDGE, EDGE + 18, WIDTH - 2 * EDGE);
  context.font = `20px ${FONT}`;
  context.fillStyle = colours.faint;
  for (const [index, line] of picture.lines.entries())
    context.fillText(line, EDGE, EDGE + 64 + index * 28, WIDTH - 2 * EDGE);
  context.save();
  context.translate(EDGE, top);
  paintMap(painting, picture, colours);
  context.restore();
  context.save();
  context.translate(2 * EDGE + mapWidth, top);
  paintLegend(context, picture.legend, picture.mode);
  context.restore();
  context.fillStyle = colours.faint;
  context.font = `17px ${FONT}`;
  context.textAlign = 'left';
  context.fillText(picture.note, EDGE, sheet.height - 36, WIDTH - 2 * EDGE);
  return sheet;
}

/** The picture as a PNG file. */
export function pngOf(picture: Picture): Promise<Blob> {
  return new Promise((resolve, reject) =>
    drawPicture(picture).toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))),
      'image/png',
    ),
  );
}
