import Theme from 'vitepress/theme'
import OptimizerPlayground from '../playground/OptimizerPlayground.vue'

export default {
  extends: Theme,
  enhanceApp: ({ app }) => {
    app.component('OptimizerPlayground', OptimizerPlayground)
  },
}
