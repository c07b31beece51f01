export { Notices } from './Notices';
export { OrderPage } from './OrderPage';
export { Register } from './Register';
