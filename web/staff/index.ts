export { BulkInvite } from './invitations/BulkInvite';
export { InvitationList } from './invitations/InvitationList';
export { PersonPage, PostShow } from './person/PersonPage';
export { PostList } from './PostList';
export { PersonLeaves } from './person/PersonLeaves';
export { PersonProfile } from './person/PersonProfile';
