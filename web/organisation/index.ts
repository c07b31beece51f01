export { OrganisationList } from './OrganisationList';
export { OrganisationShow } from './OrganisationShow';
