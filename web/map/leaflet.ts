// Leaflet is used directly: React bindings for it (react-leaflet) are under the Hippocratic licence, which is not an
// open-source licence. This room is the only importer of Leaflet, so that it can be replaced in one place.
import 'leaflet/dist/leaflet.css';
import L from 'leaflet';

export default L;
