/**
 * Keys of an exported type, in the order in which they are written; the compiler holds the two together. `values` is anything
 * without named fields: a number, a list of numbers, a record by benchmark key (written in order of its keys).
 */
export type KeyOrder<T> = [T] extends [never]
  ? 'values'
  : T extends readonly (infer E)[]
    ? KeyOrder<NonNullable<E>>
    : T extends object
      ? string extends keyof T
        ? 'values'
        : { [K in keyof T]-?: KeyOrder<NonNullable<T[K]>> }
      : 'values';
