import type { ReactNode } from 'react';
import { Failed, Loading } from '../ui/portal/States';
import { useText } from './text';
import type { Load } from './useLoad';

/** Shows the result of a request, a loading state, or an error with a retry. */
export function Loaded<T>({ load, children }: { load: Load<T>; children: (data: T) => ReactNode }) {
  const text = useText();
  const { data, error, again } = load;
  if (data !== null) return children(data);
  if (!error) return <Loading text={text('loading')} />;
  return (
    <Failed text={text(`error.${error.code}`, error.params, text('error.unknown'))}>
      <button type="button" className="button" onClick={again}>
        {text('retry')}
      </button>
      <p>{text('stuck')}</p>
    </Failed>
  );
}
