import { qrPath } from '../../domain/qr';

/** The texts in the picture. */
export interface PictureWords {
  title: string;
  /** Large lines: term and value. */
  strong: [string, string][];
  lines: [string, string][];
  foot: string;
}

const WIDTH = 900;
const EDGE = 60;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Breaks a text into lines that fit; Chinese may break anywhere, words and numbers stay whole. */
function broken(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\x21-\x7e]+|[^]/gu) ?? []) {
    if (line && pen.measureText(line + piece).width > width) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return [...lines, line];
}

/** Draws the receipt and returns the height it needs. Called first to measure, then to draw. */
function draw(pen: CanvasRenderingContext2D, link: string, texts: PictureWords): number {
  let y = EDGE + 30;
  const say = (text: string, size: number, weight: number, colour: string) => {
    pen.font = `${weight} ${size}px ${FONT}`;
    pen.fillStyle = colour;
    for (const line of broken(pen, text, WIDTH - 2 * EDGE)) {
      pen.fillText(line, EDGE, y);
      y += size * 1.5;
    }
  };
  say(texts.title, 34, 600, '#0d5b5e');
  y += 20;
  for (const [term, value] of texts.strong) {
    say(term, 26, 400, '#5b6866');
    y += 14;
    say(value, 50, 700, '#22302f');
  }
  for (const [term, value] of texts.lines) {
    say(term, 26, 400, '#5b6866');
    say(value, 30, 400, '#22302f');
    y += 8;
  }
  const { size, path } = qrPath(link, 'M');
  const side = 300;
  pen.save();
  pen.translate(EDGE, y);
  pen.scale(side / size, side / size);
  pen.fillStyle = '#000';
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
  pen.fill(new Path2D(path));
  pen.restore();
  y += side + 60;
  say(texts.foot, 24, 400, '#22302f');
  return y + EDGE - 30;
}

/** Saves the receipt as a PNG picture. Rejects when the browser cannot. */
export async function saveReceipt(fileName: string, link: string, texts: PictureWords): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  canvas.height = Math.ceil(draw(pen, link, texts));
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  draw(pen, link, texts);
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!picture) throw new Error('no picture');
  const address = URL.createObjectURL(picture);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
