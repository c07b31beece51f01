export { RegisterCase } from './RegisterCase';
