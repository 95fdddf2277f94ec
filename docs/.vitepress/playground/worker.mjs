import { run } from './run.mjs'

self.onmessage = ({ data: state }) =>
  self.postMessage({ runs: state.optimizers.map((spec) => run(state, spec)) })
