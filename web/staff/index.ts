export { PostList } from './PostList';
export { PostShow } from './PostShow';
