import './light.css';

/** The small sign beside a mark whose deadline is near or over; the same shapes as in the lists. */
export function lightMark(light: 'green' | 'amber' | 'red' | null | undefined): string {
  return light === 'red' || light === 'amber'
    ? `<span class="emap-light emap-light-${light}" aria-hidden="true"></span>`
    : '';
}
