/** Progress and cancel of a scan: stages are for a reader. */
import type { KernelControl } from '../../gpu/kernel';
import { within, type SteeringControl } from '../steering/control';

export type ScanControl = SteeringControl;
export { within };

/** What a kernel is told: the same without a stage. */
export const kernelControl = ({ onProgress, signal }: ScanControl, stage: string): KernelControl => ({
  signal,
  onProgress: (fraction) => onProgress?.(fraction, stage),
});
