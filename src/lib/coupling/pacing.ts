/** Keeps a long computation interruptible; what the simulations of stats use, by the name this room knows it. */
export { pacer, type Pause } from '../stats/portions';
