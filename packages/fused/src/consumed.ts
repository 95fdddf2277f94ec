/** The parts of states whose tensors a step has consumed. */
export const consumed = new WeakSet<object>()
