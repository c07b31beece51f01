import type { Database, Json } from './database.types';

type Api = Database['api'];
type Functions = Api['Functions'];

/** A view of the database by its name. */
export type ViewName = keyof Api['Views'];

/** One row of a view as it is generated: each column may be null, since PostgreSQL does not tell. */
export type ViewRow<View extends ViewName> = Api['Views'][View]['Row'];

/** A function of the database by its name. */
export type FunctionName = keyof Functions;

/** The arguments of a function, without the request id of those that write. */
export type Args<Name extends FunctionName> = Omit<Functions[Name]['Args'] & object, 'request_id'>;

/** One row of a function's result. */
export type Row<Name extends FunctionName> = Functions[Name]['Returns'] extends (infer R)[]
  ? R
  : Functions[Name]['Returns'];

/** Functions that write and take a request id. */
export type ChangeName = {
  [Name in FunctionName]: Functions[Name]['Args'] extends { request_id: string } ? Name : never;
}[FunctionName];

/** A value as it may be sent: an optional one as null, a list that is read only, any object as JSON. */
type Sent<Value> =
  | Value
  | (undefined extends Value ? null : never)
  | (Json extends Value ? object : Value extends (infer One)[] | undefined ? readonly One[] : never);

/** Arguments as they may be sent. */
export type Sendable<Given> = { [Name in keyof Given]: Sent<Given[Name]> };

/** Every argument of a function as it may be sent, with the request id of those that write. */
export type Input<Name extends FunctionName> = Sendable<Functions[Name]['Args'] & object>;

/** Each type in `By` fits the one generated for its column. JSON may be described as anything. */
export type Fits<Source, By> = {
  [Column in keyof By]: Column extends keyof Source
    ? Json extends Source[Column]
      ? unknown
      : Source[Column]
    : never;
};

/**
 * A generated row with what the database promises beyond it: only the columns in `Maybe` are ever null, and those
 * in `By` have a narrower type.
 */
export type Known<Source, Maybe extends keyof Source = never, By extends Fits<Source, By> = object> = {
  [Column in keyof Source]:
    | (Column extends keyof By ? By[Column] : NonNullable<Source[Column]>)
    | (Column extends Maybe ? null : never);
};

/** One row of some columns of a view, for rows that come with another answer: those in `Maybe` may be null. */
export type Part<
  View extends ViewName,
  Always extends keyof ViewRow<View>,
  Maybe extends keyof ViewRow<View> = never,
  By extends Fits<Pick<ViewRow<View>, Always | Maybe>, By> = object,
> = Known<Pick<ViewRow<View>, Always | Maybe>, Maybe, By>;
