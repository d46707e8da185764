// Whether a path matches a pattern, as lint-staged 16 decides it.
import { Failure, messageOf } from '../base/errors.ts';
import type { ServicePath } from '../base/paths.ts';
import type { Service } from '../base/service.ts';

export interface CompiledGlob {
  readonly matches: (path: ServicePath) => boolean;
  /** It begins with `../`: it may match outside of the service's directory, as no other does. */
  readonly reachesOut: boolean;
}

/** Compiles a glob of `service`. */
export type CompileGlob = (service: Service, glob: string) => CompiledGlob;

/** Loads the matcher; the function returned fails with `usage` for a glob that is not valid. */
export async function loadMatcher(): Promise<CompileGlob> {
  const { default: micromatch } = await import('micromatch');
  return (service, glob) => {
    try {
      // lint-staged's `posixSlashes` says nothing where paths have no other slashes.
      const matches = micromatch.matcher(glob, {
        dot: true,
        matchBase: !glob.includes('/'), // without a slash: the name, at any depth
        strictBrackets: true,
      });
      return { matches, reachesOut: glob.startsWith('../') };
    } catch (error) {
      const what = `${service.declaredIn}: the pattern ${JSON.stringify(glob)} is not valid.`;
      throw new Failure('usage', what, { why: messageOf(error) });
    }
  };
}
