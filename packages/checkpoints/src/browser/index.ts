export { hasCheckpoint } from './hasCheckpoint.js'
export { readCheckpoint } from './readCheckpoint.js'
export { removeCheckpoint } from './removeCheckpoint.js'
export { writeCheckpoint } from './writeCheckpoint.js'
