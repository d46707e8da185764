// Whether a path matches a pattern, as lint-staged 16 decides it.
import { Failure, messageOf } from '../base/errors.ts';
import type { ServicePath } from '../base/paths.ts';
import { serviceName, type Service } from '../base/model/service.ts';

export type Matches = (path: ServicePath) => boolean;

/** Compiles a glob of `service`. Fails with `usage` for one that is not valid. */
export type CompileGlob = (service: Service, glob: string) => Matches;

/** Loads micromatch if a pattern of `services` needs it. The result can compile the patterns of these services. */
export async function loadMatcher(services: readonly Service[]): Promise<CompileGlob> {
  const areAllPlain = services.every(({ patterns }) =>
    patterns.every(({ glob }) => compileExtensions(glob) !== undefined),
  );
  if (areAllPlain) return (_service, glob) => compileExtensions(glob) ?? (() => false);
  const { default: micromatch } = await import('micromatch');
  return (service, glob) => {
    try {
      return micromatch.matcher(glob, optionsFor(glob));
    } catch (error) {
      const what = `${service.declaredIn}: the pattern ${JSON.stringify(glob)} of service ${serviceName(service)} is not valid.`;
      throw new Failure('usage', what, { why: messageOf(error) });
    }
  };
}

/** lint-staged's options, without `posixSlashes`, which has no effect on paths with `/`. */
export const optionsFor = (glob: string): object => ({
  dot: true,
  matchBase: !glob.includes('/'), // without a slash: the name, at any depth
  strictBrackets: true,
  flags: 's', // lint-staged misses names that begin with a newline
});

/** Compiles `*.js` and `*.{js,ts}`, which most patterns are, without loading the library; else `undefined`. */
export function compileExtensions(glob: string): Matches | undefined {
  const [, one, several] = /^\*\.(?:(\w+)|\{(\w+(?:,\w+)+)\})$/.exec(glob) ?? [];
  const extensions = one === undefined ? several?.split(',') : [one];
  if (extensions === undefined) return undefined;
  const known = new Set(extensions);
  return (path) => {
    const dot = path.lastIndexOf('.');
    return dot !== -1 && known.has(path.slice(dot + 1));
  };
}
