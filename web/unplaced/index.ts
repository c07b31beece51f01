export { UnplacedList } from './UnplacedList';
