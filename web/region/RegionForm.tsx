import type { RegionNode } from '../data/console/regionTree';
import { MergeForm, RecodeForm, SplitForm } from './CodeForms';
import { PopulationForm } from './PopulationForm';
import { AddForm, RenameForm, RetireForm } from './PlainForms';

/** An administrator's action on a region. */
export type RegionAction = 'add' | 'rename' | 'population' | 'merge' | 'split' | 'recode' | 'retire';

/** Properties of each form. */
export interface FormProps {
  node: RegionNode;
  onClose: () => void;
  /** Called after a region was added below this one. */
  onAdded: (parent: string) => void;
}

const FORMS = {
  add: AddForm,
  rename: RenameForm,
  population: PopulationForm,
  merge: MergeForm,
  split: SplitForm,
  recode: RecodeForm,
  retire: RetireForm,
};

/** The form of one action. */
export function RegionForm({ action, ...props }: FormProps & { action: RegionAction }) {
  const Form = FORMS[action];
  return <Form {...props} />;
}
