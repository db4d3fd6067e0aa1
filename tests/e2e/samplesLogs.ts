/** Samples logs of simulated items, as lm-evaluation-harness writes them: an item's difficulty is common to all models. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** Numbers in 0…1 from a text, the same on every run. */
function uniform(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

interface Task {
  task: string;
  metric: string;
  items: number;
  /** Results of a model of this ability: 0 or 1, or graded. */
  graded: boolean;
}
const TASKS: Task[] = [
  { task: 'hellaswag', metric: 'acc_norm', items: 3000, graded: false },
  { task: 'truthfulqa_mc2', metric: 'acc', items: 817, graded: true },
];
/** Models with the share that they get right on each task. */
const MODELS: [name: string, ...abilities: [number, number]][] = [
  ['nimbus-70m', 0.3, 0.5],
  ['nimbus-410m', 0.42, 0.42],
  ['nimbus-1.4b', 0.55, 0.38],
  ['nimbus-6.9b', 0.67, 0.35],
];

const line = ({ task, metric, graded }: Task, model: string, ability: number, id: number): string => {
  const item = `${task}/${id}`;
  const difficulty = uniform(item);
  const own = uniform(`${item}/${model}`);
  const right = 0.6 * difficulty + 0.4 * own < ability;
  const value = graded
    ? Math.min(1, Math.max(0, ability + 0.8 * (0.6 * difficulty + 0.4 * own - 0.5)))
    : Number(right);
  return JSON.stringify({
    ...{
      doc_id: id,
      doc: { question: `Question ${id}` },
      target: '0',
      arguments: {},
      resps: [],
      filtered_resps: [],
    },
    ...{
      filter: 'none',
      metrics: [metric],
      doc_hash: hash(item),
      prompt_hash: hash(`p${item}`),
      target_hash: hash('0'),
    },
    [metric]: value,
  });
};

/** One file for each model and task; the first one gzipped. */
export function samplesLogs(): { name: string; mimeType: string; buffer: Buffer }[] {
  return MODELS.flatMap(([model, ...abilities], m) =>
    TASKS.map((task, t) => {
      const lines = Array.from({ length: task.items }, (_, id) => line(task, model, abilities[t], id));
      const text = Buffer.from(`${lines.join('\n')}\n`);
      const name = `${model}_samples_${task.task}.jsonl`;
      return m === 0 && t === 0
        ? { name: `${name}.gz`, mimeType: 'application/gzip', buffer: gzipSync(text) }
        : { name, mimeType: 'application/jsonl', buffer: text };
    }),
  );
}
