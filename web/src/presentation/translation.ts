/**
 * What the German catalogue has to be, given the English one: the same words under the same names, lists as long, functions
 * of the same arguments. What is empty in English is empty.
 */
export type Translation<T> = T extends ''
  ? ''
  : T extends string
    ? string
    : T extends (...given: infer Given) => infer Said
      ? (...given: Given) => Translation<Said>
      : { readonly [Name in keyof T]: Translation<T[Name]> };
