// The external import comes first, so that tfjs-core's own engine is the global one.
import '@tensorflow/tfjs-core'
import '../node_modules/@tensorflow/tfjs-core/dist/register_all_gradients.js'
import './correctGradients.ts'
