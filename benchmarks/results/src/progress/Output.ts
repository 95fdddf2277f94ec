/** A stream to write text to, and whether a person watches it. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean }
