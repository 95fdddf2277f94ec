export { readCheckpoint } from './readCheckpoint.js'
export { writeCheckpoint } from './writeCheckpoint.js'
