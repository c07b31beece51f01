/**
 * A script that exposes the page's map to the test as `window.probedMap`, because a point drawn on a canvas is no
 * element whose position could be read. It must be added before the page loads.
 */
export const MAP_PROBE = `(() => {
  let leaflet;
  Object.defineProperty(window, 'L', {
    get: () => leaflet,
    set: (made) => {
      leaflet = made;
      made.Map.addInitHook(function () { window.probedMap = this; });
    },
  });
})()`;
