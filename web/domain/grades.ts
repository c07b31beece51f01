/** Three-colour grades of urgency, worst first. */
export const GRADES = ['red', 'yellow', 'blue'] as const;

/** Three-colour grade of urgency. */
export type Grade = (typeof GRADES)[number];

/** Grades awarded to a mediator, highest first; gold: gold-medal mediator. */
export const MEDIATOR_GRADES = ['gold', 'first', 'second', 'third', 'fourth', 'none'] as const;

/** Grade awarded to a mediator. */
export type MediatorGrade = (typeof MEDIATOR_GRADES)[number];
