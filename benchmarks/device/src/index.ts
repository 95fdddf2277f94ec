export type { Row } from './Row.js'
