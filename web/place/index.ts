export { Fix, FixButtons } from './Fix';
export { PairField } from './PairField';
export { PlacePicker } from './PlacePicker';
export { usePinTexts } from './usePinTexts';
