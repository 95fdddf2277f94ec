import { run } from './run.mjs'

self.onmessage = ({ data: { id, state } }) =>
  self.postMessage({ id, runs: state.optimizers.map((spec) => run(state, spec)) })
