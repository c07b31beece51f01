// Leaflet together with its styles. Only this folder imports Leaflet and react-leaflet, so that either can be
// replaced in one place.
import 'leaflet/dist/leaflet.css';
import L from 'leaflet';

export default L;
