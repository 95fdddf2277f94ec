const newline = 10

/** Where the last whole line ends: what follows it was torn off by a crash, or is being written. */
export const endOfLines = (bytes: Uint8Array): number => bytes.lastIndexOf(newline) + 1
