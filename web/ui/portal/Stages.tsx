/** One step of a process. */
export interface Station {
  key: string;
  label: string;
  state: 'done' | 'current' | 'future';
  /** Name of the state, for users who cannot see the symbols. */
  stateText: string;
  /** When and by whom. */
  details: readonly string[];
}

/** A process with its steps from top to bottom. */
export function Stages({ stations }: { stations: readonly Station[] }) {
  return (
    <ol className="stages">
      {stations.map(({ key, label, state, stateText, details }) => (
        <li key={key} className={`stage-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
          <svg className="stage-mark" aria-hidden="true" viewBox="0 0 24 24" width="24" height="24">
            <circle cx="12" cy="12" r="10" />
            {state === 'done' && <path d="M7.5 12.5l3 3 6-6.5" />}
            {state === 'current' && <circle className="dot" cx="12" cy="12" r="4.5" />}
          </svg>
          <div>
            <p className="stage-label">
              {label}
              <span className={state === 'current' ? 'stage-now' : 'unseen'}>{stateText}</span>
            </p>
            {details.map((detail) => (
              <p key={detail} className="stage-detail">
                {detail}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
