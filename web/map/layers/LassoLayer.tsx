import '../styles/picking.css';
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useMap } from 'react-leaflet';
import { caseClusters, type MapCase } from '../drawing/caseMarks';
import { fill } from '../drawing/fill';
import { asLine, caughtBy, type Frame, stepped } from '../geometry/lasso';
import type { Spot } from '../geometry/projection';

/** Texts of selecting on the map. */
export interface LassoTexts {
  /** The button that switches selecting on and off. */
  button: string;
  /** Instructions below the button while it is on. */
  hint: string;
  /** Accessible name of the rectangle, with its keys. */
  frame: string;
  /** `%{count}` cases within the rectangle. */
  count: string;
}

/** Properties of `LassoLayer`. */
export interface LassoLayerProps {
  /** The markers that may be selected. */
  cases: readonly MapCase[];
  selected: string | null;
  /** Whether they are drawn as points, without clusters. */
  many: boolean;
  texts: LassoTexts;
  onLasso: (ids: string[]) => void;
}

const STEP = 24;
const ARROWS: Record<string, Spot> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};
/** A shorter line counts as an unsteady click. */
const SHORTEST = 10;

/** Whether a drawn line is more than an unsteady click. */
const isLine = ([start, ...rest]: readonly Spot[]) =>
  start !== undefined && rest.some(({ x, y }) => Math.hypot(x - start.x, y - start.y) > SHORTEST);

const outlineOf = (line: readonly Spot[]) =>
  line.length > 1 ? `M${line.map(({ x, y }) => `${x} ${y}`).join('L')}Z` : '';

/** The click that ends a line must not count as a click on the map. */
function swallowClick(container: HTMLElement): void {
  const swallow = (event: MouseEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  container.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => container.removeEventListener('click', swallow, { capture: true }), 0);
}

/**
 * Draws a line under the pointer while selecting is on or Shift is held, and reports it when it ends. The map does not
 * move meanwhile.
 */
function useDrawnLine(on: boolean, path: RefObject<SVGPathElement | null>, onLine: (line: Spot[]) => void) {
  const map = useMap();
  const latest = useRef({ on, onLine });
  latest.current = { on, onLine };
  useEffect(() => {
    const container = map.getContainer();
    container.classList.toggle('emap-picking', on);
    if (on) map.dragging.disable();
    else map.dragging.enable();
  }, [map, on]);

  useEffect(() => {
    const container = map.getContainer();
    // Without this, dragging with Shift would zoom into a box.
    map.boxZoom.disable();
    let line: Spot[] | null = null;
    const spotOf = (event: PointerEvent): Spot => {
      const box = container.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const begin = (event: PointerEvent) => {
      if (!(latest.current.on || event.shiftKey) || event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      event.stopPropagation();
      line = [spotOf(event)];
      container.setPointerCapture(event.pointerId);
    };
    const go = (event: PointerEvent) => {
      if (!line) return;
      event.stopPropagation();
      line.push(spotOf(event));
      path.current?.setAttribute('d', outlineOf(line));
    };
    const finish = (event: PointerEvent) => {
      if (!line) return;
      const drawn = line;
      line = null;
      path.current?.setAttribute('d', '');
      if (event.type === 'pointercancel' || !isLine(drawn)) return;
      swallowClick(container);
      latest.current.onLine(drawn);
    };
    const ended = new AbortController();
    const options = { capture: true, signal: ended.signal };
    container.addEventListener('pointerdown', begin, options);
    container.addEventListener('pointermove', go, options);
    container.addEventListener('pointerup', finish, options);
    container.addEventListener('pointercancel', finish, options);
    return () => {
      ended.abort();
      map.boxZoom.enable();
      map.dragging.enable();
    };
  }, [map, path]);
}

/**
 * Selects several cases at once: by a line drawn around them (with the button, or with Shift), or by a
 * rectangle moved by keys when the button was pressed by key.
 */
export function LassoLayer({ cases, selected, many, texts, onLasso }: LassoLayerProps) {
  const map = useMap();
  const [on, setOn] = useState(false);
  const [frame, setFrame] = useState<Frame | null>(null);
  const path = useRef<SVGPathElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const catchWithin = useCallback(
    (line: readonly Spot[]) => {
      const marks = many
        ? cases.map((one) => ({ ...one, key: one.id, members: [one] }))
        : caseClusters(cases, map.getZoom(), selected);
      return caughtBy(line, marks, ({ latitude, longitude }) =>
        map.latLngToContainerPoint([latitude, longitude]),
      );
    },
    [cases, map, many, selected],
  );
  useDrawnLine(on, path, (line) => {
    setOn(false);
    onLasso(catchWithin(line));
  });

  const end = () => {
    setOn(false);
    setFrame(null);
  };
  const toggle = (byKey: boolean) => {
    if (on) return end();
    setOn(true);
    const { x, y } = map.getSize();
    if (byKey) setFrame({ x: x / 4, y: y / 4, width: x / 2, height: y / 2 });
  };

  return (
    <>
      <svg className="emap-lasso" aria-hidden="true">
        <path ref={path} />
      </svg>
      {frame && (
        <Rectangle
          frame={frame}
          texts={texts}
          catchWithin={catchWithin}
          onFrame={setFrame}
          onBlur={end}
          onEnd={(caught) => {
            end();
            button.current?.focus();
            if (caught) onLasso(caught);
          }}
        />
      )}
      <div className="emap-controls emap-tools">
        <button
          ref={button}
          type="button"
          aria-pressed={on}
          aria-label={texts.button}
          title={texts.button}
          // A click by keyboard has no click count.
          onClick={(event) => toggle(event.detail === 0)}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M10 3.2c4.2 0 7.5 2 7.5 4.6s-3.3 4.6-7.5 4.6S2.5 10.4 2.5 7.800 5.800 3.200 10 3.200ZM6.5 12.200c-1.800.8-1.900 2.900-.2 3.3 1.3.3 2-.9 1.3-1.900M7.3 15.3l.7 2.200" />
          </svg>
        </button>
      </div>
      {on && !frame && <p className="emap-hint">{texts.hint}</p>}
    </>
  );
}

interface RectangleProps {
  frame: Frame;
  texts: LassoTexts;
  catchWithin: (line: readonly Spot[]) => string[];
  onFrame: (frame: Frame) => void;
  /** Called when the focus leaves it. */
  onBlur: () => void;
  /** Called with the cases within it, or with null when it is given up. */
  onEnd: (caught: string[] | null) => void;
}

/** The rectangle that keys move and resize. */
function Rectangle({ frame, texts, catchWithin, onFrame, onBlur, onEnd }: RectangleProps) {
  const map = useMap();
  const rectangle = useRef<HTMLDivElement>(null);
  useEffect(() => rectangle.current?.focus(), []);
  const count = useMemo(() => catchWithin(asLine(frame)).length, [frame, catchWithin]);
  const press = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (!step && event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (step) return onFrame(stepped(frame, step, event.shiftKey, map.getSize()));
    onEnd(event.key === 'Enter' ? catchWithin(asLine(frame)) : null);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an element with role application handles its keys itself
    <div
      ref={rectangle}
      className="emap-rectangle"
      role="application"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an element with role application is focused
      tabIndex={0}
      aria-label={texts.frame}
      style={{ left: frame.x, top: frame.y, width: frame.width, height: frame.height }}
      onKeyDown={press}
      onBlur={onBlur}
    >
      <span role="status">{fill(texts.count, { count })}</span>
    </div>
  );
}
