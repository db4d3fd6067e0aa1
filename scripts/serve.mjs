/** Serves the built site as a static host would. `node scripts/serve.mjs [folder]`; PORT, HOST and BASE_PATH respected. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/**
 * @param {{ folder?: string, port?: number, base?: string }} [options]
 * @returns {Promise<string>} the URL that answers
 * @throws when the port is taken, naming it and PORT as the remedy
 */
export function serve({ folder = 'build', port = 4173, base = '' } = {}) {
  const files = sirv(folder, { etag: true });
  const server = createServer((request, response) => {
    const notFound = () => {
      response.statusCode = 404;
      response.end('Not found');
    };
    const path = request.url ?? '/';
    if (base && path === base) return void response.writeHead(308, { location: `${base}/` }).end();
    if (base && !path.startsWith(`${base}/`)) return notFound();
    request.url = path.slice(base.length);
    files(request, response, notFound);
  });
  return new Promise((resolve, reject) => {
    server.on('error', (error) =>
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use. Choose another: PORT=${port + 1} npm start`)
          : error,
      ),
    );
    server.listen(port, process.env.HOST, () => resolve(`http://localhost:${port}${base}/`));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = await serve({
    folder: process.argv[2],
    port: Number(process.env.PORT ?? 4173),
    base: (process.env.BASE_PATH ?? '').replace(/\/$/, ''),
  });
  console.log(url);
}
