import type { FilingForm } from '../../data/portal/public';
import type { Filing } from './useFiling';

/** Properties of every screen of filing. */
export interface StepProps {
  form: FilingForm;
  filing: Filing;
  /** Error message of an input. */
  wrong: (field: string) => string | undefined;
}
