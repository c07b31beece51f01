export { HotspotPage as default } from './HotspotPage';
