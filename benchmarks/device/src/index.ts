export { skipReason } from './numbers/skipReason.js'
export type { Row } from './Row.js'
