// The configuration host, from inside: imports configuration programs and calls their functions, one request of its
// parent at a time, and does not outlive it.
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { errorCode } from '../base/errors.ts';
import { LIFELINE, type Reply, type Request } from './host-messages.ts';
import { shapeOf } from './shape.ts';

/** Serves the parent process until that ends this one. The process needs an IPC channel. */
export async function hostConfiguration(): Promise<void> {
  let configuration: unknown;
  process.on('message', (request: Request) => {
    const answer = request.kind === 'load' ? load(request.file) : call(configuration, request);
    void answer
      .then((value): Reply => {
        if (request.kind === 'load') configuration = value;
        return { kind: 'done', value: shapeOf(value) };
      })
      .catch(describeFailure)
      .then((reply) => writeMarker(request.marker).then(() => process.send?.(reply)));
  });
  await watchParent();
}

/** The module's default export, awaited if it is a promise. */
async function load(file: string): Promise<unknown> {
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  return module.default;
}

async function call(
  configuration: unknown,
  { at, directory, files }: Extract<Request, { kind: 'call' }>,
): Promise<unknown> {
  process.chdir(directory);
  let owner: unknown;
  let target = configuration;
  for (const key of at) {
    owner = target;
    target = (owner as Readonly<Record<string, unknown>>)[key];
  }
  if (typeof target !== 'function') {
    throw new TypeError('The configuration has no function here any more.');
  }
  // The task of `{ title, task }` is called as a method, with lint-staged's `{ log }`.
  const isTitled = at.at(-1) === 'task';
  const given = isTitled ? [[...files], { log }] : [[...files]];
  return (await Reflect.apply(target, isTitled ? owner : undefined, given)) as unknown;
}

function log(...values: unknown[]): void {
  pipes()[0].write(`${format(...values)}\n`);
}

// eslint-disable-next-line no-restricted-properties -- to the parent, not to the terminal
const pipes = () => [process.stdout, process.stderr] as const;

function describeFailure(error: unknown): Reply {
  const code = errorCode(error);
  if (!(error instanceof Error)) {
    const shape = shapeOf(error);
    const message = shape.kind === 'plain' ? String(shape.value) : JSON.stringify(error);
    return { kind: 'failed', message, code, location: undefined };
  }
  return {
    kind: 'failed',
    message: error.name === 'Error' ? error.message : `${error.name}: ${error.message}`,
    code,
    location: locationOf(error.stack ?? ''),
  };
}

const ownFile = process.argv[1] ?? '';

const FRAME = /^(?: {4}at (?:async )?(?:.* \()?)?(file:\/\/)?(\/.*:\d+)\)?$/;

/**
 * The first location in a stack that is not in switchyard: of ` at f (file:///x/y.mjs:1:2)`, ` at /x/y.cjs:1:2`, or
 * `/x/y.cjs:3` above a syntax error.
 */
function locationOf(stack: string): string | undefined {
  for (const line of stack.split('\n')) {
    const [, scheme, path] = FRAME.exec(line) ?? [];
    if (path === undefined) continue;
    const location = scheme === undefined ? path : decodeURIComponent(path);
    if (!location.startsWith(`${ownFile}:`)) return location;
  }
  return undefined;
}

/** Writes the marker to stdout and stderr; when the parent has read it there, it has read all earlier output. */
const writeMarker = (marker: string): Promise<unknown> =>
  Promise.all(pipes().map((stream) => new Promise((resolve) => stream.write(marker, resolve))));

// Kills the process group when the parent's pipe closes. In a thread, so that it works during an endless loop too; the
// whole group, so that processes that functions started end too.
const WATCH = `
  const { Socket } = require('node:net');
  const lifeline = new Socket({ fd: ${LIFELINE}, readable: true, writable: false });
  lifeline.on('close', () => process.kill(-process.pid, 'SIGKILL')).on('error', () => {}).resume();
`;

async function watchParent(): Promise<void> {
  const { Worker } = await import('node:worker_threads');
  new Worker(WATCH, { eval: true }).unref();
}
