/** Says what is wrong with data that are to be loaded. */
export const fail = (says: string): never => {
  throw new TypeError(`load: ${says}; was it saved by this version, from the same optimizer?`)
}
