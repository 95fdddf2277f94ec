export { fromBytes } from './fromBytes.js'
export { toBytes } from './toBytes.js'
