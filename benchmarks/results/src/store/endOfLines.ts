const newline = 10

/**
 * The end of the last complete line; what follows is incomplete after a crash, or being written.
 */
export const endOfLines = (bytes: Uint8Array): number => bytes.lastIndexOf(newline) + 1
