/** The items of a list that is stored as text. */
export const lines = (value: string): string[] => value.split('\n').filter(Boolean);

/** The parts of an item. */
export const parts = (line: string): string[] => line.split('｜');
