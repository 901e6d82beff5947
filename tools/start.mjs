import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNode, root, runMain, Stop, wrongUsage } from './bootstrap/process.mjs';
import { createAppServer, listen } from './serve/server.mjs';

const usage = 'npm start -- [--port 4173] [--connect https://models.example ...]';

/** @param {string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: '4173' }, connect: { type: 'string', multiple: true, default: [] } },
    });
    return { port: parsePort(values.port), connect: values.connect.map(parseOrigin) };
  } catch (error) {
    throw error instanceof Stop ? error : wrongUsage(error, usage);
  }
}

/** @param {string} text */
function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Stop(`--port ${text}: not a port, give a number from 0 (any free port) to 65535.`);
}

/** @param {string} text */
function parseOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url.origin;
  throw new Stop(`--connect ${text}: not an origin, give one such as https://models.example`);
}

await runMain(async () => {
  requireNode();
  const { port, connect } = parse(process.argv.slice(2));
  await ensureInstalled(console.log);
  await ensureBuilt(['app'], console.log);
  const server = createAppServer({ folders: { '/': path.join(root, 'dist') }, connect });
  console.log(`Plumbline is running at ${await listen(server, port)} (Ctrl+C stops it)`);
});
