import { afterAll, expect, test } from 'vitest';
import { parseOptions } from '$lib/coupling/options';
import { createDiagnosisClient } from '$lib/workers/diagnosisClient';
import { falling } from '../no-gpu/workers/fallingFamily';

const client = createDiagnosisClient();
afterAll(() => client.dispose());

test('the worker finds the adapter, and a diagnosis names it', async () => {
  const backend = await client.backend();
  expect(backend.kind).toBe('webgpu');
  expect(backend.adapter).toMatch(/\w/);
  const diagnosis = await client.diagnose(falling, parseOptions({ draws: 20_000 }));
  expect(diagnosis.backend).toMatchObject({ kind: 'webgpu', adapter: backend.adapter });
  const [first] = diagnosis.intervals;
  expect(first.pTax + first.pTransition + first.pBonus).toBeCloseTo(1, 9);
});
