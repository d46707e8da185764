// Ends the linters when switchyard itself is killed and cannot: a shell, in a session of its own, that
// is told of each linter over a pipe and acts when the pipe closes. It lives as long as they may be at work.
import { spawn } from 'node:child_process';

export interface Watcher {
  /** Its process; `undefined` if it could not be started. */
  readonly id: number | undefined;
  /** From now on this process group is ended if switchyard is. */
  begin(group: number): void;
  /** The linter has ended; what it left behind is none of the watcher's business. */
  end(group: number): void;
  /** Lets the watcher go. */
  close(): void;
}

// `pkill` reaches what left the group but not the session, as `timeout 9 cmd` does.
const SCRIPT = `
groups=' '
while read -r event group; do
  case $event in
    begin) groups="$groups$group " ;;
    end) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do
  kill -s KILL -- "-$group"
  pkill -KILL -s "$group"
done 2>/dev/null
tries=100
for group in $groups; do
  while [ $tries -gt 0 ] && kill -s 0 -- "-$group"; do
    sleep 0.1
    tries=$((tries - 1))
  done
done 2>/dev/null
`;

/** Starts a watcher. It never keeps Node running. */
export function startWatcher(): Watcher {
  const shell = spawn('/bin/sh', ['-c', SCRIPT], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell, or after someone ended it, linters run unwatched.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    id: shell.pid,
    begin: (group) => {
      shell.stdin.write(`begin ${group}\n`);
    },
    end: (group) => {
      shell.stdin.write(`end ${group}\n`);
    },
    close: () => {
      shell.stdin.end();
    },
  };
}
