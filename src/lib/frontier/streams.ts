/** Philox streams of this room's simulations, from 0x1c000 on: coupling's are below, those of stats from 0x20000 on. */
export const STREAM = {
  labClusters: 0x1c000,
  saturation: 0x1c100,
  rotation: 0x1c200,
  matrixDimensionality: 0x1c300,
  matrixDimensionalityNull: 0x1c301,
  matrixComponents: 0x1c302,
  matrixComponentsNull: 0x1c303,
} as const;
