import '../styles/picking.css';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { caseClusters, type MapCase } from '../drawing/caseMarks';
import { fill } from '../drawing/fill';
import { asLine, caughtBy, type Frame, stepped } from '../geometry/lasso';
import { useMap } from '../MapContext';
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
  const rectangle = useRef<HTMLDivElement>(null);
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
  const latest = useRef({ on, catchWithin, onLasso });
  latest.current = { on, catchWithin, onLasso };

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
    const draw = () =>
      path.current?.setAttribute(
        'd',
        line && line.length > 1 ? `M${line.map(({ x, y }) => `${x} ${y}`).join('L')}Z` : '',
      );
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
      draw();
    };
    const swallow = (event: MouseEvent) => {
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    const finish = (event: PointerEvent) => {
      if (!line) return;
      const drawn = line;
      line = null;
      draw();
      const far = drawn.some(({ x, y }) => Math.hypot(x - drawn[0]!.x, y - drawn[0]!.y) > SHORTEST);
      if (event.type === 'pointercancel' || !far) return;
      // The click that ends the line must not count as a click on the map.
      container.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => container.removeEventListener('click', swallow, { capture: true }), 0);
      const caught = latest.current.catchWithin(drawn);
      setOn(false);
      latest.current.onLasso(caught);
    };
    container.addEventListener('pointerdown', begin, { capture: true });
    container.addEventListener('pointermove', go, { capture: true });
    container.addEventListener('pointerup', finish, { capture: true });
    container.addEventListener('pointercancel', finish, { capture: true });
    return () => {
      container.removeEventListener('pointerdown', begin, { capture: true });
      container.removeEventListener('pointermove', go, { capture: true });
      container.removeEventListener('pointerup', finish, { capture: true });
      container.removeEventListener('pointercancel', finish, { capture: true });
      map.boxZoom.enable();
      map.dragging.enable();
    };
  }, [map]);

  const framed = frame !== null;
  useEffect(() => {
    if (framed) rectangle.current?.focus();
  }, [framed]);

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
  const press = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (!frame || (!step && event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) return setFrame(stepped(frame, step, event.shiftKey, map.getSize()));
    const caught = event.key === 'Enter' ? catchWithin(asLine(frame)) : null;
    end();
    button.current?.focus();
    if (caught) onLasso(caught);
  };
  const count = useMemo(() => (frame ? catchWithin(asLine(frame)).length : 0), [frame, catchWithin]);

  return (
    <>
      <svg className="emap-lasso" aria-hidden="true">
        <path ref={path} />
      </svg>
      {frame && (
        // An element with role application handles its keys itself.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          ref={rectangle}
          className="emap-rectangle"
          role="application"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={texts.frame}
          style={{ left: frame.x, top: frame.y, width: frame.width, height: frame.height }}
          onKeyDown={press}
          onBlur={end}
        >
          <span role="status">{fill(texts.count, { count })}</span>
        </div>
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
