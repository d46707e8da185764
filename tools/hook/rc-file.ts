// The rc file, which lefthook's hook scripts source: it turns off that lefthook hides unstaged changes, and names the
// run (`SWITCHYARD_RUN`, `SWITCHYARD_TOP`).

export const RC_NAME = '.lefthookrc';

/** Its path in lefthook.yml. */
export const RC_PATH = `./${RC_NAME}`;

/** Its line in .gitattributes: with CRLF line ends no shell can read it. */
export const RC_ATTRIBUTES = `${RC_NAME} text eol=lf`;

/** Whether a line of the text ends with CRLF. */
export const hasWindowsEnds = (text: string): boolean => text.includes('\r\n');

/** Whether a user's rc file does the same as this one. */
export const isSwitchyardRc = (text: string): boolean =>
  ['--no-stage-fixed', 'SWITCHYARD_RUN', 'SWITCHYARD_TOP'].every((word) => text.includes(word));

export const RC_FILE = `# shellcheck shell=sh
# Sourced by git's hook scripts, in the hook's own shell, at the top of the working tree.

case "$0" in
*/pre-commit)
  # lefthook would hide unstaged changes while its jobs run; switchyard never shows them to a linter.
  set -- --no-stage-fixed "$@"
  # One id for all jobs of this commit; set only here, so that they refuse to run without the above.
  SWITCHYARD_RUN="$$-$(date +%s)"
  SWITCHYARD_TOP=$PWD
  export SWITCHYARD_RUN SWITCHYARD_TOP
  ;;
esac

PATH="$PWD/node_modules/.bin:$PATH"
export PATH

# The program itself, not npm's wrapper around it: that would start Node twice for every commit.
if [ -z "\${LEFTHOOK_BIN-}" ]; then
  for program in "$PWD"/node_modules/lefthook-*/bin/lefthook; do
    if [ -x "$program" ]; then LEFTHOOK_BIN=$program; fi
  done
fi
`;
