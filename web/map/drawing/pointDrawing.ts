import { type Grade, GRADE_SHAPES, GRADES } from './marks';
import type { Spot } from '../geometry/projection';

/** A case as a point on the canvas. */
export interface DrawnPoint extends Spot {
  id: string;
  grade: Grade;
  hollow: boolean;
  waiting: boolean;
  inSelection: boolean;
  selected: boolean;
}

/** Side length of a shape and of its cached bitmap, in pixels. */
const SHAPE = 15;
const STAMP = 22;
/** Radius of the ring: thin around a waiting case, bold around a selected or open one. */
const RING = 10.5;

interface Colours {
  marks: Record<Grade, string>;
  halo: string;
  panel: string;
  accent: string;
}

function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    marks: { red: value('--map-red'), yellow: value('--map-yellow'), blue: value('--map-blue') },
    halo: value('--map-halo'),
    panel: value('--map-panel'),
    accent: value('--map-accent'),
  };
}

/**
 * Draws a shape, with a ring when it waits, once; the bitmap is copied for every case that looks the same.
 */
function stamp(
  { grade, hollow, waiting }: Pick<DrawnPoint, 'grade' | 'hollow' | 'waiting'>,
  colours: Colours,
  density: number,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.ceil(STAMP * density);
  const pen = canvas.getContext('2d');
  if (!pen) return canvas;
  pen.scale(density, density);
  if (waiting) {
    pen.beginPath();
    pen.arc(STAMP / 2, STAMP / 2, RING, 0, 2 * Math.PI);
    pen.strokeStyle = colours.marks[grade];
    pen.lineWidth = 1;
    pen.stroke();
  }
  pen.translate((STAMP - SHAPE) / 2, (STAMP - SHAPE) / 2);
  pen.scale(SHAPE / 24, SHAPE / 24);
  const path = new Path2D(GRADE_SHAPES[grade]);
  pen.lineJoin = 'round';
  pen.lineWidth = hollow ? 3.5 : 4;
  pen.strokeStyle = hollow ? colours.marks[grade] : colours.halo;
  pen.fillStyle = hollow ? colours.panel : colours.marks[grade];
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a pen, not a list
  if (hollow) pen.fill(path);
  pen.stroke(path);
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a pen, not a list
  if (!hollow) pen.fill(path);
  return canvas;
}

const rankOf = (point: DrawnPoint) =>
  (point.selected ? 8 : 0) + (point.inSelection ? 4 : 0) + (GRADES.length - GRADES.indexOf(point.grade));

/** Draws all points: the mildest grade below, the worst above, selected ones on top. */
export function drawPoints(
  canvas: HTMLCanvasElement,
  size: { width: number; height: number },
  points: readonly DrawnPoint[],
  quiet: boolean,
): void {
  const density = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = Math.ceil(size.width * density);
  canvas.height = Math.ceil(size.height * density);
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const colours = coloursOf(canvas);
  const stamps = new Map<string, HTMLCanvasElement>();
  pen.scale(density, density);
  for (const point of [...points].sort((a, b) => rankOf(a) - rankOf(b))) {
    const { x, y } = point;
    const marked = point.inSelection || point.selected;
    // The bold ring replaces the thin one.
    const look = { ...point, waiting: point.waiting && !marked };
    const name = `${look.grade}${look.hollow}${look.waiting}`;
    let picture = stamps.get(name);
    if (!picture) stamps.set(name, (picture = stamp(look, colours, density)));
    pen.globalAlpha = quiet && !marked ? 0.35 : 1;
    if (marked) {
      pen.beginPath();
      pen.arc(x, y, RING, 0, 2 * Math.PI);
      pen.fillStyle = colours.panel;
      pen.fill();
      pen.strokeStyle = colours.accent;
      pen.lineWidth = 3;
      pen.stroke();
    }
    pen.drawImage(picture, x - STAMP / 2, y - STAMP / 2, STAMP, STAMP);
  }
}
