/** `npm run build`: the static site in build/ (BASE_PATH=/x for a sub-path, BUILD_DIR for another folder). */
import { run } from './setup.mjs';

run('npx', ['vite', 'build', '--logLevel', 'warn']);
