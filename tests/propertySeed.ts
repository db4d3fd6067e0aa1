/**
 * Property tests draw from one seed, so that a change fails for its own faults only. `PROPERTY_SEED=random npm run unit` (or a
 * number) looks where nobody has looked; fast-check prints the seed of what it finds.
 */
import fc from 'fast-check';
import { inject } from 'vitest';

const seed = inject('propertySeed');
fc.configureGlobal({ ...fc.readConfigureGlobal(), ...(seed === null ? {} : { seed }) });

declare module 'vitest' {
  interface ProvidedContext {
    /** Null: another one each time. */
    propertySeed: number | null;
  }
}
