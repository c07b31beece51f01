import '../styles/light.css';

/** The symbol next to a marker whose deadline is near or overdue; the same shapes as in the lists. */
export function lightMark(light: 'green' | 'amber' | 'red' | null | undefined): string {
  return light === 'red' || light === 'amber'
    ? `<span class="emap-light emap-light-${light}" aria-hidden="true"></span>`
    : '';
}
