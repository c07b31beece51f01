import { type ComponentProps, lazy, Suspense } from 'react';
import type { VerbDialog as Dialog } from './VerbDialog';

/** Loads the forms of all verbs; a page that shows verbs calls it early, so that no form is waited for. */
export const loadVerbDialog = () => import('./VerbDialog');

const Loaded = lazy(() => loadVerbDialog().then(({ VerbDialog: loaded }) => ({ default: loaded })));

/** The form of one verb, loaded apart from the page: a list of cases is shown before anybody acts on one. */
export function VerbDialog(props: ComponentProps<typeof Dialog>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
