// Where the jobs of one hook run, which are separate processes, leave things for each other.
import { below, type AbsolutePath } from './paths.ts';

export const runsDirectory = (records: AbsolutePath): AbsolutePath => below(records, 'runs');

/** Of the run with this id; may not exist. */
export const runDirectory = (records: AbsolutePath, run: string): AbsolutePath =>
  below(runsDirectory(records), run);
