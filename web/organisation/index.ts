export { OrganisationList } from './OrganisationList';
export { OrganisationCreate, OrganisationEdit } from './OrganisationPages';
export { OrganisationShow } from './OrganisationShow';
