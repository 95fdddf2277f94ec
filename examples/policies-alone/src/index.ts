// A policy decides from numbers alone which entry of a full buffer a new one replaces. Here it keeps
// the most surprising messages of a stream, without TensorFlow.js.
import { priority } from '@momenta/policies'

const capacity = 3
// keys shrink by a tenth per message, so that old surprises make room
const policy = priority({ decay: 0.9 })
const surprises = [0.2, 3.1, 0.4, 0.9, 5.0, 0.1, 1.2, 0.3, 2.4, 0.2]

let keys: readonly number[] = []
const kept: string[] = []
for (const [count, surprise] of surprises.entries()) {
  const decision = policy(keys, surprise, { capacity, count })
  keys = decision.keys
  if (decision.slot !== undefined) kept[decision.slot] = `message ${count} (${surprise})`
}
console.log(kept.join('\n'))
