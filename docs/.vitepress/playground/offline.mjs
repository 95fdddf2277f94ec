import { createApp } from 'vue'
import OptimizerPlayground from './OptimizerPlayground.vue'

createApp(OptimizerPlayground).mount('#offline-playground')
