export { MyCases as default } from './MyCases';
