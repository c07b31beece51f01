export { Mend, MendButtons } from './Mend';
export { PairField } from './PairField';
export { PlacePicker } from './PlacePicker';
export { usePinTexts } from './usePinTexts';
