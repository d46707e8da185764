// A registry of npm's for one test: it has this package as it is published, and lefthook as it is installed
// here, and nothing else. No network is needed, and none is reached.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { TOP } from '../binary.ts';

interface Packed {
  readonly manifest: { readonly name: string; readonly version: string };
  readonly tarball: Buffer;
}

/** Its address. */
export async function openRegistry(): Promise<string> {
  const modules = join(TOP, 'node_modules');
  const lefthook = readdirSync(modules).filter((name) => name.startsWith('lefthook'));
  const packages = new Map(
    [TOP, ...lefthook.map((name) => join(modules, name))].map((directory) => {
      const packed = pack(directory);
      return [packed.manifest.name, packed];
    }),
  );
  const server = createServer(({ url = '' }, response) => {
    const [, name = '', isTarball] = /^\/([\w-]+)(\.tgz)?$/.exec(url) ?? [];
    const packed = packages.get(name);
    if (packed === undefined) response.writeHead(404).end('{}');
    else response.end(isTarball === undefined ? packument(packed, address()) : packed.tarball);
  });
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return address();
}

function pack(directory: string): Packed {
  const destination = mkdtempSync(join(tmpdir(), 'switchyard-pack-'));
  try {
    const options = ['--ignore-scripts', '--silent', '--pack-destination', destination];
    const name = execFileSync('npm', ['pack', directory, ...options], { cwd: destination });
    return {
      manifest: JSON.parse(
        readFileSync(join(directory, 'package.json'), 'utf8'),
      ) as Packed['manifest'],
      tarball: readFileSync(join(destination, name.toString().trim())),
    };
  } finally {
    rmSync(destination, { recursive: true });
  }
}

function packument({ manifest, tarball }: Packed, address: string): string {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const dist = { tarball: `${address}${name}.tgz`, integrity };
  return JSON.stringify({
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist } },
  });
}
