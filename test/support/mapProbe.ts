/**
 * A script that hands the page's map to the test as `window.probedMap`: a point on a drawing has no element that could be
 * asked where it is. To be added before the page loads.
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
