import type { FilingForm } from '../../data/public';
import type { Filing } from './useFiling';

/** What every screen of filing gets. */
export interface StepProps {
  form: FilingForm;
  filing: Filing;
  /** Message of an input that must be corrected. */
  wrong: (field: string) => string | undefined;
}
