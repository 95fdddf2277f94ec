/** Mixes whole numbers into one of 32 bits, a seed for each use; the finalizer is MurmurHash3's (Appleby, public domain). */
export const mixed = (...parts: readonly number[]): number =>
  parts.reduce((hash, part) => {
    let h = Math.imul(hash ^ part, 0x9e3779b1)
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
    return h ^ (h >>> 16)
  }, 0x2545f491)
