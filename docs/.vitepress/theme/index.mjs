import { useRoute } from 'vitepress'
import Theme from 'vitepress/theme'
import { nextTick, watch } from 'vue'
import './theme.css'
import OptimizerPlayground from '../playground/OptimizerPlayground.vue'

/** The theme gives its first page no main landmark, which readers of screens look for. */
const markMain = () => {
  const mark = () => document.querySelector('.VPHome')?.setAttribute('role', 'main')
  const route = useRoute()
  if (typeof document !== 'undefined')
    watch(
      () => route.path,
      () => nextTick(mark),
      { immediate: true },
    )
}

export default {
  extends: Theme,
  setup: markMain,
  enhanceApp: ({ app }) => {
    app.component('OptimizerPlayground', OptimizerPlayground)
  },
}
