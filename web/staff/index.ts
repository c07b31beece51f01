export { BulkInvite } from './BulkInvite';
export { InvitationList } from './InvitationList';
export { PersonPage, PostShow } from './PersonPage';
export { PostList } from './PostList';
export { PersonLeaves } from './PersonLeaves';
export { PersonProfile } from './PersonProfile';
