import type { Transform } from './Transform.js'

/** The transform that changes nothing and keeps nothing. */
export const identity: Transform = []
