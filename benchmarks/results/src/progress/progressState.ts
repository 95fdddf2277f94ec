import type { Progress } from './Progress.js'
import type { ProgressEvent } from './ProgressEvent.js'

const nothing: Progress = {
  label: '',
  total: 0,
  done: 0,
  resumed: 0,
  lost: 0,
  failed: 0,
  began: undefined,
  unit: '',
  note: '',
}

/** How far a run is after one more event; without a state, after the first. */
export const progressState = (event: ProgressEvent, state: Progress = nothing): Progress => {
  switch (event.event) {
    case 'begin':
      return { ...nothing, label: event.label, total: event.total }
    case 'start':
      return { ...state, unit: event.unit, note: '', began: state.began ?? event.t }
    case 'advance':
      return { ...state, done: state.done + event.weight, note: event.note ?? state.note }
    case 'resumed':
      return { ...state, resumed: state.resumed + event.weight }
    case 'expect':
      return { ...state, total: state.total + event.weight }
    case 'fail':
      return { ...state, lost: state.lost + event.weight, failed: state.failed + 1 }
    case 'note':
      return state
    case 'done':
      return { ...state, unit: '', note: '' }
  }
}
