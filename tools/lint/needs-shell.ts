// Recognises the name of a program that only a shell could carry out. Looks at nothing else of the command.

export interface ShellNeed {
  readonly what: string;
  /** What to do instead. */
  readonly next: string;
}

/** Why `name` is no program; `undefined` if it may be one. */
export function needsShell(name: string): ShellNeed | undefined {
  if (/^\w+=/.test(name)) {
    const what = `${name} is not a program: setting a variable takes a shell`;
    return { what, next: `Write \`env ${name} …\`.` };
  }
  // Some systems have a program of that name: it succeeds, and nothing else of the command runs.
  if (name !== 'cd') return undefined;
  return {
    what: 'cd is not a program: changing the directory takes a shell',
    next: "Commands run in their service's directory: make that one a service.",
  };
}
