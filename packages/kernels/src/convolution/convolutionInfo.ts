import { backend_util } from '@tensorflow/tfjs-core'

export type Shape4 = [number, number, number, number]

/** The attributes that the kernels of convolutions have in common. */
export interface ConvolutionAttrs {
  readonly strides: [number, number] | number
  readonly dilations?: [number, number] | number
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil'
  readonly dataFormat?: 'NHWC' | 'NCHW'
}

/** Sizes, strides and padding of a convolution. */
export const convolutionInfo = (
  x: readonly number[],
  filter: readonly number[],
  { strides, dilations = 1, pad, dimRoundingMode, dataFormat = 'NHWC' }: ConvolutionAttrs,
  depthwise: boolean,
): backend_util.Conv2DInfo =>
  backend_util.computeConv2DInfo(
    x as Shape4,
    filter as Shape4,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
    backend_util.convertConv2DDataFormat(dataFormat),
  )
