import { useRoute } from 'vitepress'
import Theme from 'vitepress/theme'
import { defineAsyncComponent, nextTick, watch } from 'vue'
import 'katex/dist/katex.min.css'
import './theme.css'

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

// other pages do not load the optimizers
const OptimizerPlayground = defineAsyncComponent(
  () => import('../playground/OptimizerPlayground.vue'),
)

export default {
  extends: Theme,
  setup: markMain,
  enhanceApp: ({ app }) => {
    app.component('OptimizerPlayground', OptimizerPlayground)
  },
}
