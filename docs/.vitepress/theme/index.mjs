import Theme from 'vitepress/theme'
import './theme.css'
import OptimizerPlayground from '../playground/OptimizerPlayground.vue'

export default {
  extends: Theme,
  enhanceApp: ({ app }) => {
    app.component('OptimizerPlayground', OptimizerPlayground)
  },
}
