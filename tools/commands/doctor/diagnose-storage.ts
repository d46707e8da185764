// `doctor`'s look at storage: the snapshots of this working tree, remembered results, and what an interrupted run left.
import { asFailure } from '../../base/as-failure.ts';
import { asProblem, type Diagnosis, type DoctorFinding } from '../../base/model/diagnosis.ts';
import { lstatIfExists } from '../../base/files.ts';
import { diskSpace } from '../../doctor/disk-space.ts';
import type { Repository } from '../../git/repository.ts';
import { storeSize } from '../../memory/store.ts';
import { readIntent } from '../../publish/intent.ts';
import { workAreaDirectory, workAreaOf } from '../../publish/work-area.ts';
import {
  checkoutName,
  privateDirectory,
  repositoryDirectory,
} from '../../snapshot/private-directory.ts';
import { listSlots } from '../../snapshot/slot.ts';

/** Measures snapshots and remembered results. What cannot be read is a finding. Repairs nothing. */
export async function diagnoseStorage(
  repository: Repository,
): Promise<Pick<Diagnosis, 'storage' | 'snapshots' | 'remembered'>> {
  const leftovers = settled(() => findLeftovers(repository));
  const snapshots = { count: 0, bytes: 0 };
  const remembered = storeSize(repository);
  try {
    const directory = repositoryDirectory(privateDirectory(), repository);
    snapshots.count = listSlots(directory, checkoutName(repository)).length;
    snapshots.bytes = await diskSpace(directory);
    const what = `snapshots lie in ${directory}`;
    return { storage: [{ level: 'ok', what }, ...leftovers], snapshots, remembered };
  } catch (error) {
    return { storage: [asFinding(error), ...leftovers], snapshots, remembered };
  }
}

function findLeftovers(repository: Repository): DoctorFinding[] {
  if (lstatIfExists(workAreaDirectory(repository)) === undefined) return [];
  const intent = readIntent(workAreaOf(repository));
  const files = intent?.files.map(({ path }) => path) ?? [];
  if (files.length === 0) return [];
  return [
    {
      level: 'warning',
      what: `an interrupted run has not brought its fixes to the working tree yet: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ' …' : ''}`,
      next: 'npx switchyard run (every command but doctor and init completes it)',
    },
  ];
}

function settled(find: () => DoctorFinding[]): DoctorFinding[] {
  try {
    return find();
  } catch (error) {
    return [asFinding(error)];
  }
}

function asFinding(error: unknown): DoctorFinding {
  const failure = asFailure(error);
  if (failure === undefined) throw error;
  return asProblem(failure);
}
