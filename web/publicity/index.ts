export { PublicityPage } from './PublicityPage';
