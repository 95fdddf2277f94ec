export { contenders } from './contenders.js'
export { decodeIdx } from './mnist/idx.js'
export { tasks } from './tasks/index.js'
export type { Choice, Contender, Finished, Metric, Outcome, Task, Work } from './tasks/Task.js'
