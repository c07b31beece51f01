export { Fix, FixButtons } from './Fix';
export { PlacePicker } from './PlacePicker';
export { usePinTexts } from './usePinTexts';
