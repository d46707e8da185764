// The files of an index that can hold configuration.
import { baseName } from '../base/paths.ts';
import { CONFIGURATION_PATHSPECS, isConfigurationName } from '../config/configuration-names.ts';
import { listIndexed, type IndexedFile } from '../select/configuration-files.ts';
import type { PrivateIndex } from '../select/staged.ts';

export async function listConfiguration(index: PrivateIndex): Promise<IndexedFile[]> {
  const listed = await listIndexed(index, CONFIGURATION_PATHSPECS);
  return listed.filter(({ path }) => isConfigurationName(baseName(path)));
}
