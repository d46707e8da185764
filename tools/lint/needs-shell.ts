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
    // Quotes inside a word are kept: they would be part of the value.
    const setting = name.replace(/["']/g, '');
    const word = setting.includes(' ') ? `"${setting}"` : setting;
    return { what, next: `Write \`env ${word} …\`.` };
  }
  // Some systems have a program of that name: it succeeds, and nothing else of the command runs.
  if (name !== 'cd') return undefined;
  return {
    what: 'cd is not a program: changing the directory takes a shell',
    next: "Commands run in their service's directory: make that one a service.",
  };
}
