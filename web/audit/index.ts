export { AuditPage } from './AuditPage';
export { changeLines, type ChangeLine } from './changeLines';
export { useChangeWords } from './useChangeWords';
export { PickFilter } from './PickFilter';
