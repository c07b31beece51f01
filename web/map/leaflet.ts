// Leaflet is used directly: its React bindings (react-leaflet) are under the Hippocratic licence, which is
// not an open-source licence. Only this folder imports Leaflet, so that it can be replaced in one place.
import 'leaflet/dist/leaflet.css';
import L from 'leaflet';

export default L;
