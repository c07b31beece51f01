export { default } from './DispatchDesk';
