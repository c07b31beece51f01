import { useState } from 'react';
import { GRADES, GRADE_SHAPES, rankPin, type Grade } from './drawing/marks';

/** Texts of the legend. */
export interface LegendTexts {
  label: string;
  grades: Record<Grade, string>;
  /** Hollow markers: the location is only the centre of the region. */
  region: string;
  /** Pulsing markers: nobody handles the case yet. */
  waiting: string;
  cluster: string;
  /** Numbered pins; shown only while organisations are on the map. */
  organisation: string;
}

function Shape({ grade, hollow = false }: { grade: Grade; hollow?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`emap-shape emap-${grade}${hollow ? ' emap-hollow' : ''}`}
    >
      <path d={GRADE_SHAPES[grade]} />
    </svg>
  );
}

/** Explains shapes, hollow and pulsing markers; collapsed on a small map. */
export function Legend({ texts, organisations }: { texts: LegendTexts; organisations: boolean }) {
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 900px)').matches);
  return (
    <details className="emap-legend" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.label}</summary>
      <ul>
        {GRADES.map((grade) => (
          <li key={grade}>
            <Shape grade={grade} />
            {texts.grades[grade]}
          </li>
        ))}
        <li>
          <Shape grade="blue" hollow />
          {texts.region}
        </li>
        <li>
          <span className="emap-legend-waiting" aria-hidden="true" />
          {texts.waiting}
        </li>
        <li>
          <span className="emap-legend-cluster" aria-hidden="true">
            3
          </span>
          {texts.cluster}
        </li>
        {organisations && (
          <li>
            <span
              className="emap-pin emap-legend-pin"
              aria-hidden="true"
              dangerouslySetInnerHTML={{ __html: rankPin(1) }}
            />
            {texts.organisation}
          </li>
        )}
      </ul>
    </details>
  );
}
