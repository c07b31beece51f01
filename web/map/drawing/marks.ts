/** Grades of a case, worst first. */
export const GRADES = ['red', 'yellow', 'blue'] as const;

/** One of the three grades. */
export type Grade = (typeof GRADES)[number];

/** The shape of each grade in a 24 × 24 box: a grade is recognised by shape as well as by colour. */
export const GRADE_SHAPES: Record<Grade, string> = {
  red: 'M12 2.5 22.5 21H1.5Z',
  yellow: 'M12 1.5 22.5 12 12 22.5 1.5 12Z',
  blue: 'M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19Z',
};

/** Any text as a grade; an unknown or missing one counts as the mildest. */
export function gradeOf(value: string | null | undefined): Grade {
  return GRADES.find((grade) => grade === value) ?? 'blue';
}

/** The worst grade of several. */
export function worstGrade(values: readonly (string | null | undefined)[]): Grade {
  return GRADES.find((grade) => values.some((value) => gradeOf(value) === grade)) ?? 'blue';
}

/** The SVG of a case marker; `hollow` means that the location is only the centre of its region. */
export function caseMark(grade: Grade, hollow: boolean): string {
  return `<svg viewBox="0 0 24 24" aria-hidden="true" class="emap-shape emap-${grade}${hollow ? ' emap-hollow' : ''}"><path d="${GRADE_SHAPES[grade]}"/></svg>`;
}

/** The SVG of a cluster: the number of cases, with the shape of the worst grade among them. */
export function clusterMark(count: number | string, worst: Grade): string {
  return `<span class="emap-count" aria-hidden="true">${count}</span>${caseMark(worst, false)}`;
}

/** A peer at a marker: the first character of the name, with markup characters removed. */
export function seenMark(character: string | undefined): string {
  return character && /^[\p{L}\p{N}]$/u.test(character)
    ? `<span class="emap-seen" aria-hidden="true">${character}</span>`
    : '';
}

/** The SVG of a candidate organisation: a pin with its rank. */
export function rankPin(rank: number): string {
  return `<svg viewBox="0 0 30 38" aria-hidden="true"><path d="M15 1.5c7.6 0 13.5 5.9 13.5 13.2C28.5 24 15 36.5 15 36.5S1.5 24 1.5 14.7C1.5 7.4 7.4 1.5 15 1.5Z"/><text x="15" y="20" text-anchor="middle">${rank}</text></svg>`;
}
