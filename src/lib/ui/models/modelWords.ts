/** What the model pages say of a loaded model: sizes, where its bytes came from, and the proof that editing it changed nothing. Pure. */
import type { Organism } from '$lib/models/organisms';
import { DTYPE_NAMES, isDtype } from '$lib/models/runtime/dtypes';
import type { LoadReport } from '$lib/models/runtime/load';
import { megabytes } from '$lib/models/runtime/weights';

const NBSP = '\u00a0';

/** `0.70 M`, `135 M`, `1.4 B` */
export const parameterCount = (count: number): string =>
  count < 1e6
    ? `${(count / 1e6).toFixed(2)}${NBSP}M`
    : count < 1e9
      ? `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)}${NBSP}M`
      : `${(count / 1e9).toFixed(1)}${NBSP}B`;

/** What the test that chose it found: the truth direction against every control of equal length. */
export function causalSentence({ causal: { truth, passes } }: Organism): string {
  const swing = `${truth[0].toFixed(2)} [${truth[1].toFixed(2)}, ${truth[2].toFixed(2)}]`;
  return passes
    ? `When it was made, steering swung P(true) by ${swing}, clear of every control.`
    : `When it was made, steering swung P(true) by ${swing}, not clear of its controls: it shows what failing looks like.`;
}

/** `4 layers × 96, 4 heads, 0.70 M parameters` */
export const organismNote = ({ layers, hidden, parameters, bytes }: Organism): string =>
  `${layers} layers × ${hidden}, ${parameterCount(parameters)} parameters, ${megabytes(bytes)}`;

export const shapeSentence = ({ shape, identity, bytes }: LoadReport): string => {
  const format = isDtype(identity.dtype) ? DTYPE_NAMES[identity.dtype] : identity.dtype;
  return `${shape.layers} layers of width ${shape.hidden}, ${shape.heads} heads of ${shape.headDim} a layer, ${shape.vocabulary.toLocaleString('en-GB')} tokens; ${megabytes(bytes)} in ${format}, on ${identity.device}`;
};

/** Where the files came from, and how long it took. */
export function originSentence({ files, seconds }: LoadReport): string {
  const from = (origin: (typeof files)[number]['from']) => files.some((file) => file.from === origin);
  const where = from('network')
    ? files.every((file) => file.kept || file.from !== 'network')
      ? 'Downloaded, and kept in this browser for the next visit'
      : 'Downloaded; this browser did not keep it'
    : from('folder')
      ? 'Read from your folder'
      : 'Read from this browser’s store';
  return `${where}, in ${(seconds.files + seconds.check).toFixed(1)}${NBSP}s`;
}

export interface CheckLine {
  name: string;
  holds: boolean;
  text: string;
}

/** The self-check, line by line. */
export function checkLines({ selfCheck: check }: LoadReport): CheckLine[] {
  const small = (value: number) => (value === 0 ? '0' : value.toExponential(1).replace('-', '−'));
  const lines: CheckLine[] = [
    {
      name: 'A vector of zeros changes nothing',
      holds: check.zeroVector.holds,
      text: check.zeroVector.identical
        ? `every logit of ${check.tokens} tokens is the same, bit for bit`
        : `largest difference of a logit ${small(check.zeroVector.largest)}, allowed ${small(check.zeroVector.tolerance)}`,
    },
    {
      name: 'A vector moves the stream by itself',
      holds: check.shift.holds,
      text: `after layer ${check.layer}, off by at most ${small(check.shift.largest)}, allowed ${small(check.shift.tolerance)}`,
    },
  ];
  if (check.agreement)
    lines.push(
      'notMade' in check.agreement
        ? { name: 'WebGPU agrees with wasm', holds: false, text: `not compared: ${check.agreement.notMade}` }
        : {
            name: 'WebGPU agrees with wasm',
            holds: check.agreement.holds,
            text: `largest difference of a logit ${small(check.agreement.largest)}, allowed ${small(check.agreement.tolerance)}`,
          },
    );
  return lines;
}
