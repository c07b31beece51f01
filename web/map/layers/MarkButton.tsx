import { addClassName, removeClassName } from '@react-leaflet/core';
import { useEffect, useMemo, useRef } from 'react';
import { Marker } from 'react-leaflet';
import type { Place } from '../geometry/projection';
import L from '../leaflet';

/** Properties of `MarkButton`. */
export interface MarkButtonProps {
  place: Place;
  /** Accessible name. */
  label: string;
  className: string;
  /** The picture. */
  html: string;
  /** Width and height in pixels. */
  size: readonly [number, number];
  /** The point of the picture that stands on the place; its middle by default. */
  anchor?: readonly [number, number];
  /** Classes that come and go while the picture stays. */
  state?: string;
  /** Further attributes of the element. */
  attributes?: Readonly<Record<string, string>>;
  zIndexOffset?: number;
  /** Called without an event for a press by key. */
  onPress: (event?: L.LeafletMouseEvent) => void;
  /** Called when the pointer or the focus comes to the marker, and when it leaves. */
  onPoint?: (on: boolean) => void;
}

/**
 * A marker that is a button: Enter and Space press it. React pairs the markers of a layer by their keys, so that a
 * live change neither rebuilds them nor takes the keyboard focus.
 */
export function MarkButton(props: MarkButtonProps) {
  const { label, className, html, state = '', attributes, zIndexOffset = 0 } = props;
  const { latitude, longitude } = props.place;
  const [width, height] = props.size;
  const [x, y] = props.anchor ?? [width / 2, height / 2];
  const marker = useRef<L.Marker>(null);
  const latest = useRef(props);
  latest.current = props;
  const position = useMemo(() => L.latLng(latitude, longitude), [latitude, longitude]);
  const icon = useMemo(
    () => L.divIcon({ className, html, iconSize: [width, height], iconAnchor: [x, y] }),
    [className, html, width, height, x, y],
  );
  const handlers = useMemo<L.LeafletEventHandlerFnMap>(
    () => ({
      click: (event) => latest.current.onPress(event),
      mouseover: () => latest.current.onPoint?.(true),
      mouseout: () => latest.current.onPoint?.(false),
    }),
    [],
  );

  useEffect(() => {
    const element = marker.current?.getElement();
    if (!element) return;
    element.setAttribute('role', 'button');
    element.tabIndex = 0;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onPress();
    };
    const enter = () => latest.current.onPoint?.(true);
    const leave = () => latest.current.onPoint?.(false);
    element.addEventListener('keydown', press);
    element.addEventListener('focus', enter);
    element.addEventListener('blur', leave);
    return () => {
      element.removeEventListener('keydown', press);
      element.removeEventListener('focus', enter);
      element.removeEventListener('blur', leave);
    };
  }, []);
  useEffect(() => {
    const element = marker.current?.getElement();
    element?.setAttribute('aria-label', label);
    for (const [name, value] of Object.entries(attributes ?? {})) element?.setAttribute(name, value);
  }, [label, attributes]);
  // A new picture sets all classes of the element anew.
  useEffect(() => {
    const element = marker.current?.getElement();
    if (!element) return;
    addClassName(element, state);
    return () => removeClassName(element, state);
  }, [icon, state]);

  return (
    <Marker
      ref={marker}
      position={position}
      icon={icon}
      zIndexOffset={zIndexOffset}
      keyboard={false}
      riseOnHover
      eventHandlers={handlers}
    />
  );
}
