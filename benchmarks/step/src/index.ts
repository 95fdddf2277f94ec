export { measure } from './measure/measure.js'
export type { Row } from './measure/Row.js'
export { subjects } from './measure/subjects.js'
export { table } from './table.js'
