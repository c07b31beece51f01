import type L from '../leaflet';

const SVG = 'http://www.w3.org/2000/svg';
const NAME = 'emap-hatching';

/** The lines of the hatching in an 8 × 8 box. */
export const HATCH = { size: 8, line: 'M-2 2 2 -2M0 8 8 0M6 10 10 6' };

/** Fills a path with diagonal lines, which are visible on any colour and in black and white. */
export function hatch(path: L.Path): void {
  const element = path.getElement() as SVGElement | undefined;
  const picture = element?.ownerSVGElement;
  if (!element || !picture) return;
  if (!picture.querySelector(`#${NAME}`)) {
    const pattern = document.createElementNS(SVG, 'pattern');
    pattern.id = NAME;
    pattern.setAttribute('patternUnits', 'userSpaceOnUse');
    pattern.setAttribute('width', String(HATCH.size));
    pattern.setAttribute('height', String(HATCH.size));
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('d', HATCH.line);
    line.setAttribute('class', 'emap-hatch-line');
    pattern.append(line);
    picture.prepend(pattern);
  }
  element.setAttribute('fill', `url(#${NAME})`);
}
