export type { Explanation } from './Explanation.js'
export { type FusedOptions, type FusedRunner, fused } from './fused.js'
export { leafNorms } from './leafNorms.js'
export type { Pass } from './Pass.js'
