import type { Fits, Known, ViewName, ViewRow } from './types';

type ColumnOf<View extends ViewName> = keyof ViewRow<View> & string;

/** The columns that are read from a view. The compiler refuses one that the view does not have. */
export interface Columns<
  View extends ViewName = ViewName,
  Always extends string = string,
  Maybe extends string = string,
  By = unknown,
> {
  view: View;
  names: readonly (Always | Maybe)[];
  /** Describes columns more narrowly than the database's types do, such as the values of a text. */
  typed: <Narrower extends Fits<ViewRow<View>, Narrower>>() => Columns<View, Always, Maybe, Narrower>;
  /** The same with fewer columns. */
  only: <const Names extends readonly (Always | Maybe)[]>(
    names: Names,
  ) => Columns<
    View,
    Extract<Always, Names[number]>,
    Extract<Maybe, Names[number]>,
    Pick<By, keyof By & Names[number]>
  >;
  /** Never set: it carries the types. */
  types?: { always: Always; maybe: Maybe; by: By };
}

/**
 * Names the columns to read: those that always have a value, then those that may be null. The rows have the type
 * `RowOf`.
 */
export function columns<
  View extends ViewName,
  const Always extends readonly ColumnOf<View>[],
  const Maybe extends readonly ColumnOf<View>[] = [],
>(view: View, always: Always, maybe?: Maybe): Columns<View, Always[number], Maybe[number], object> {
  const named = (names: readonly string[]) => {
    const read = { view, names, typed: () => read, only: named };
    return read;
  };
  return named([...always, ...(maybe ?? [])]) as unknown as Columns<
    View,
    Always[number],
    Maybe[number],
    object
  >;
}

/** One row of the columns that are read. */
export type RowOf<Read extends Columns> =
  Read extends Columns<infer View, infer Always, infer Maybe, infer By>
    ? Known<
        Pick<ViewRow<View>, (Always | Maybe) & keyof ViewRow<View>>,
        Maybe & keyof Pick<ViewRow<View>, (Always | Maybe) & keyof ViewRow<View>>,
        By & Fits<Pick<ViewRow<View>, (Always | Maybe) & keyof ViewRow<View>>, By>
      >
    : never;
