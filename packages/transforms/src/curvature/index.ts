/** Transforms that read the diagonal of the Hessian, the companion `hessian` of the gradient. */
export { type ScaleByAdahessianOptions, scaleByAdahessian } from './scaleByAdahessian.js'
export { type ScaleBySophiaOptions, scaleBySophia } from './scaleBySophia.js'
