/** Some of a row's columns; what is undefined keeps its value. */
export type Changes<Row> = { readonly [K in keyof Row]?: Row[K] | undefined };
