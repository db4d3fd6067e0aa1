declare global {
  /** The package's version, set at build. */
  const __CROSSOVER_VERSION__: string;
}

export {};
