// The watcher ends the linters if switchyard is killed and cannot do so itself. It is a shell, in a session of its own,
// that reads over a pipe which linters run, and kills them when the pipe closes. It runs as long as any of them may.
import { spawn } from 'node:child_process';

export interface Watcher {
  /** Its process id; `undefined` if it could not be started. */
  readonly id: number | undefined;
  /** From now on the watcher kills this process group if switchyard ends. */
  begin(group: number): void;
  /** The linter has ended: the watcher forgets the group, and leaves alone what the linter left behind. */
  end(group: number): void;
  /** Closes the pipe, which ends the watcher and all groups that have not ended. */
  close(): void;
}

// `pkill` reaches processes that left the group but not the session, as those of `timeout 9 cmd` do.
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

/** Starts a watcher. It does not keep Node's event loop alive. */
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
