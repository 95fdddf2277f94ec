import { onMounted, onUnmounted, ref, shallowRef } from 'vue'
// a page that is opened from a folder may start no worker from a file
import RunWorker from './worker.mjs?worker&inline'

/** Frames of an animation. */
const frames = 120

/**
 * Runs computed in a worker, and how many of their steps are shown: these grow from frame to frame,
 * at once where the user wants no motion.
 */
export const useRuns = () => {
  const runs = shallowRef([])
  const shown = ref(0)
  let worker
  let isBusy = false
  let next
  let frame = 0
  let steps = 0

  const animate = () => {
    shown.value = Math.min(shown.value + Math.ceil(steps / frames), steps)
    if (shown.value < steps) frame = requestAnimationFrame(animate)
  }
  const replay = () => {
    cancelAnimationFrame(frame)
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    shown.value = still ? steps : 0
    if (!still) animate()
  }
  // while a slider moves, only its last position waits for the worker
  const compute = (state) => {
    if (isBusy) next = state
    else {
      isBusy = true
      worker?.postMessage(state)
    }
  }
  onMounted(() => {
    worker = new RunWorker()
    worker.onmessage = ({ data }) => {
      isBusy = false
      if (next !== undefined) {
        compute(next)
        next = undefined
      }
      steps = Math.max(...data.runs.map(({ losses = [] }) => losses.length - 1), 1)
      runs.value = data.runs
      replay()
    }
  })
  onUnmounted(() => {
    worker?.terminate()
    cancelAnimationFrame(frame)
  })
  return { runs, shown, compute, replay }
}
