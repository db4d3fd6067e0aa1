/** The methods that look at each benchmark by itself, simplest first. */
import { logistic } from './logistic';
import type { Method } from './method';
import { persistence } from './persistence';
import { constant, line, quadratic } from './polynomial';

export const SINGLE_METHODS: readonly Method[] = [persistence, constant, line, quadratic, logistic];
