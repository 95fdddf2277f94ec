/** The threads of a workgroup that reduces. */
export const threads = 64

/** The elements that one workgroup reduces. */
export const block = 64 * threads

/** The threads that reduce a block where no leaf has a second one. */
export const fewThreads = 32
